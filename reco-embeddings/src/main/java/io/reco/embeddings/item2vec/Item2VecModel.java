package io.reco.embeddings.item2vec;

import io.reco.core.bundle.BundleException;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.AttributeVectors;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.VectorScorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A trained model: the vectors, and how they came about.
 *
 * @param vectors the input vectors of tracks
 * @param attributes the input vectors of attributes, in the same space; none if it was trained without
 * @param outputs the output vectors, if {@link Item2VecOptions#keepOutputs} asked for them: a row for each of
 *     {@code vectors} and then one for each of {@code attributes}
 * @param options what it was trained with
 * @param training what happened in training
 */
public record Item2VecModel(
        TrackVectors vectors,
        AttributeVectors attributes,
        Optional<FloatMatrix> outputs,
        Item2VecOptions options,
        TrainingSummary training) {
    /** The kind of its bundle. */
    public static final String KIND = "item2vec";

    /** Checks that the parts fit each other. */
    public Item2VecModel {
        if (attributes.dimension() != vectors.dimension()) {
            throw new IllegalArgumentException(
                    "attributes have dimension " + attributes.dimension() + ", vectors " + vectors.dimension());
        }
        int rows = vectors.rows() + attributes.rows();
        outputs.ifPresent(matrix -> {
            if (matrix.rows() != rows || matrix.dim() != vectors.dimension()) {
                throw new IllegalArgumentException("outputs have " + matrix.rows() + " rows of dimension "
                        + matrix.dim() + ", tracks and attributes " + rows + " of " + vectors.dimension());
            }
        });
    }

    /** A model without attributes and output vectors. */
    public Item2VecModel(TrackVectors vectors, Item2VecOptions options, TrainingSummary training) {
        this(vectors, AttributeVectors.none(vectors.dimension()), Optional.empty(), options, training);
    }

    /** Tracks for characters, named {@code item2vec}; put it into a {@code ScoringRecommender}. */
    public VectorScorer scorer(HistoryOptions historyOptions) {
        return VectorScorer.of("item2vec", vectors, historyOptions);
    }

    /**
     * Saves the model as a bundle of kind {@value #KIND}: id list {@code tracks} (all tracks), tensors {@code vectors}
     * (F32, rows x dimension), {@code tracks} (I32, the track of each row) and {@code support} (I32); with attributes, id
     * lists {@code artists}, {@code albums}, {@code genres}, {@code tags}, {@code genders}, {@code age_bands} (those with a
     * vector) and tensors {@code attributes} (F32, a row for each id in this order) and {@code attribute_support} (I32);
     * with output vectors, tensor {@code outputs} (F32). An existing bundle is replaced.
     *
     * @param directory to make or to replace
     */
    public void save(Path directory) throws IOException {
        Item2VecBundle.save(this, directory);
    }

    /**
     * Loads a saved model: the same to the bit.
     *
     * @throws BundleException if it is not a bundle of kind {@value #KIND}, of a newer format, incomplete or altered; the
     *     message names the file and says why
     */
    public static Item2VecModel load(Path directory) throws IOException {
        return Item2VecBundle.load(directory);
    }
}
