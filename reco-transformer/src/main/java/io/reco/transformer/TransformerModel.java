package io.reco.transformer;

import io.reco.core.bundle.BundleException;
import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * A trained model: weights, the tracks and attributes they belong to, and how they came about. Immutable as long as nobody
 * writes to the arrays of its weights; thread-safe.
 *
 * <p>It has V tracks, its items, which need not be those of the catalogue that it answers for: {@link TransformerScorer} maps
 * them. It <em>knows</em> those that occurred in training, and those with an attribute that such a track has; it has no opinion on
 * others and passes over them in histories. {@link #withTracksOf} makes a model with further tracks.
 */
public final class TransformerModel {
    /** The kind of its bundle. */
    public static final String KIND = "transformer";

    private final TransformerWeights weights;
    private final ItemFeatures features;
    private final IdMap tracks;
    private final AttributeIds attributes;
    private final int[] support;
    private final TrainingOptions trainingOptions;
    private final TrainingSummary training;

    private final BitSet known;

    /**
     * A model. What training has not touched becomes zero in the weights: the vectors of tracks with support 0, and those of
     * attributes that no other track has. It is as random after the training as before.
     *
     * @param weights finite; not copied; modified
     * @param features attributes of the items; not looked at if the options have no attributes
     * @param tracks raw id of each item
     * @param attributes raw id of each attribute; {@link AttributeIds#NONE}: not known, so that no tracks can be added
     * @param support how often each item was trained on as a target or in a history; copied
     * @param trainingOptions how it was trained
     * @param training what happened in training
     * @throws IllegalArgumentException if the parts do not fit each other, or a weight is not finite
     */
    public TransformerModel(
            TransformerWeights weights,
            ItemFeatures features,
            IdMap tracks,
            AttributeIds attributes,
            int[] support,
            TrainingOptions trainingOptions,
            TrainingSummary training) {
        this.weights = weights;
        this.features = weights.options().attributes() ? features : ItemFeatures.ofItems(features.items());
        this.tracks = tracks;
        this.attributes = weights.options().attributes() ? attributes : AttributeIds.NONE;
        this.support = support.clone();
        this.trainingOptions = trainingOptions;
        this.training = training;
        if (weights.itemCount() != tracks.size()
                || features.items() != tracks.size()
                || support.length != tracks.size()) {
            throw new IllegalArgumentException(
                    "weights are for " + weights.itemCount() + " items, features for " + features.items()
                            + ", support for " + support.length + ", there are " + tracks.size() + " tracks");
        }
        if (weights.attributeCount() != this.features.attributeCount()) {
            throw new IllegalArgumentException("weights are for " + weights.attributeCount()
                    + " attributes, features for " + this.features.attributeCount());
        }
        if (this.attributes.size() != 0 && this.attributes.size() != weights.attributeCount()) {
            throw new IllegalArgumentException(
                    "weights are for " + weights.attributeCount() + " attributes, ids for " + this.attributes.size());
        }
        weights.requireFinite();
        known = Untrained.clear(weights, this.features, this.support);
    }

    /** The shape. */
    public TransformerOptions options() {
        return weights.options();
    }

    /** The weights themselves, not a copy: do not modify. */
    public TransformerWeights weights() {
        return weights;
    }

    /** Attributes of the items; none if the options have none. */
    public ItemFeatures features() {
        return features;
    }

    /** Raw id of each item. */
    public IdMap tracks() {
        return tracks;
    }

    /** Raw id of each attribute; {@link AttributeIds#NONE} if they are not known or there are none. */
    public AttributeIds attributes() {
        return attributes;
    }

    /** How often an item was trained on. */
    public int support(int item) {
        return support[item];
    }

    /** Whether the model has an opinion on an item: it occurred in training, or has an attribute of one that did. */
    public boolean knows(int item) {
        return known.get(item);
    }

    /** How many items it knows. */
    public int knownTracks() {
        return known.cardinality();
    }

    /** How it was trained. */
    public TrainingOptions trainingOptions() {
        return trainingOptions;
    }

    /** What happened in training. */
    public TrainingSummary training() {
        return training;
    }

    /**
     * V x D: what the state of a sequence is multiplied with to score each item: its output vector and, if outputs are tied, those
     * of its attributes, added up. A view of the weights if there is nothing to add, else a new matrix (4 V S bytes). Rows
     * of items that the model does not {@linkplain #knows know} are zero.
     */
    public FloatMatrix outputs() {
        return OutputVectors.of(weights, features);
    }

    int[] supports() {
        return support;
    }

    /**
     * A model that also has those tracks of a catalogue that have an attribute which it has learnt; their own vectors are zero.
     * This model itself if it has no attributes, if outputs are not tied (so attributes say nothing of a track's score), or
     * there is nothing to add.
     *
     * <p>Item tables are copied: 4 (V + new tracks) S bytes.
     */
    public TransformerModel withTracksOf(Catalog catalog) {
        return NewTracks.add(this, catalog);
    }

    /** Tracks for the characters of a catalogue, named {@code transformer}; put it into a {@code ScoringRecommender}. */
    public TransformerScorer scorer(IdMap catalogTracks) {
        return TransformerScorer.of("transformer", this, catalogTracks);
    }

    /**
     * Saves the model as a bundle of kind {@value #KIND}: id list {@code tracks}, F32 tensors {@code items} (V + 1 rows, the
     * last being the mask), {@code outputs} if they are not tied, and the dense parameters by the names of
     * {@link ParameterLayout}, I32 tensor {@code support}; with attributes id lists {@code artists}, {@code albums}, {@code genres}, tensor
     * {@code attributes} (F32) and {@code features.offsets}, {@code features.values} (I32). All without pads. An existing bundle
     * is replaced.
     *
     * @param directory to make or to replace
     */
    public void save(Path directory) throws IOException {
        save(directory, "");
    }

    /**
     * As {@link #save(Path)}, with the hash of the training data in the provenance.
     *
     * @param dataHash empty if it is not known
     */
    public void save(Path directory, String dataHash) throws IOException {
        TransformerBundle.save(this, directory, dataHash);
    }

    /**
     * Loads a saved model: the same to the bit.
     *
     * @throws BundleException if it is not a bundle of kind {@value #KIND}, of a newer format, incomplete, altered, or a weight
     *     is not finite; the message names the file and says why
     * @throws IOException if it is of another version of this kind, or tensors do not have the shape that its options ask for
     */
    public static TransformerModel load(Path directory) throws IOException {
        return TransformerBundle.load(directory);
    }
}
