package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.AttributeVectors;
import io.reco.embeddings.AttributeVectors.Attribute;
import io.reco.embeddings.TrackVectors;
import java.util.Optional;

/**
 * What a run starts from: nothing, or a model that is continued.
 *
 * @param model the model, if there is one
 * @param trackOfRow its tracks by row, as indices of the tracks of the run
 * @param support their counts
 * @param attributes its attributes; none without a model
 */
record OldModel(Optional<Item2VecModel> model, int[] trackOfRow, int[] support, AttributeVectors attributes) {

    /**
     * Checks that a model can be continued.
     *
     * @param tracks the tracks of the run
     * @throws IllegalArgumentException that says what is missing
     */
    static OldModel of(Optional<Item2VecModel> model, IdMap tracks, Item2VecOptions options) {
        if (model.isEmpty()) {
            return new OldModel(model, new int[0], new int[0], AttributeVectors.none(options.dimension()));
        }
        Item2VecModel old = model.get();
        TrackVectors vectors = old.vectors();
        if (vectors.dimension() != options.dimension()) {
            throw new IllegalArgumentException("dimension " + options.dimension() + " is not the " + vectors.dimension()
                    + " of the model to be continued");
        }
        if (old.outputs().isEmpty()) {
            throw new IllegalArgumentException(
                    "the model to be continued has no output vectors: train it with keepOutputs"
                            + " (Item2VecOptions.withKeepOutputs(true))");
        }
        int[] trackOfRow = new int[vectors.rows()];
        int[] support = new int[vectors.rows()];
        for (int row = 0; row < trackOfRow.length; row++) {
            String id = vectors.tracks().id(vectors.track(row));
            trackOfRow[row] = tracks.indexOf(id);
            support[row] = vectors.support(row);
            if (trackOfRow[row] == IdMap.ABSENT) {
                throw new IllegalArgumentException(
                        "track '" + id + "' has a vector in the model to be continued and is not" + " among the "
                                + tracks.size() + " tracks given");
            }
        }
        return new OldModel(model, trackOfRow, support, old.attributes());
    }

    /** The vectors of the model over the tracks of the run. */
    TrackVectors vectors(IdMap tracks) {
        FloatMatrix matrix = model.map(old -> old.vectors().matrix())
                .orElseGet(() -> FloatMatrix.allocate(0, attributes.dimension()));
        return new TrackVectors(tracks, trackOfRow, support, matrix);
    }

    /** Identifies the vectors, for checkpoints. */
    String fingerprint() {
        return model.map(old -> new Fingerprint()
                        .add(old.vectors().matrix())
                        .add(old.attributes().matrix())
                        .add(old.outputs().orElseThrow())
                        .hex())
                .orElse("");
    }

    /**
     * Copies the model's rows into tables that have been initialised, and lets new tracks start where their metadata say.
     *
     * @param tracks the tracks of the run
     * @param data attributes of the tracks of the run
     */
    void fill(
            Tables tables,
            Vocabulary vocabulary,
            AttributeVocabulary rows,
            IdMap tracks,
            Optional<AttributeData> data) {
        if (model.isEmpty()) {
            return;
        }
        Item2VecModel old = model.get();
        FloatMatrix outputs = old.outputs().orElseThrow();
        int oldTracks = old.vectors().rows();
        for (int row = 0; row < oldTracks; row++) {
            copy(old.vectors().matrix(), row, tables.inputs, row);
            copy(outputs, row, tables.outputs, row);
        }
        for (Attribute kind : Attribute.values()) {
            for (int i = 0; i < attributes.idMap(kind).size(); i++) {
                int from = attributes.firstRow(kind) + i;
                int to = vocabulary.rows() + rows.firstRowOf(kind.ordinal()) + i;
                copy(attributes.matrix(), from, tables.inputs, to);
                copy(outputs, oldTracks + from, tables.outputs, to);
            }
        }
        data.ifPresent(of -> startFromMetadata(old, tables, vocabulary, tracks, of));
    }

    private static void copy(FloatMatrix from, int fromRow, FloatMatrix to, int toRow) {
        to.setRow(toRow, from.array(fromRow), from.offset(fromRow));
    }

    private static void startFromMetadata(
            Item2VecModel old, Tables tables, Vocabulary vocabulary, IdMap tracks, AttributeData data) {
        MetadataVectors metadata =
                MetadataVectors.of(old.attributes(), old.options().attributes());
        double norm = meanNorm(old.vectors().matrix());
        for (int row = vocabulary.oldRows(); row < vocabulary.rows(); row++) {
            int r = row;
            String id = tracks.id(vocabulary.trackOfRow()[row]);
            data.track(id).flatMap(metadata::track).ifPresent(direction -> {
                for (int i = 0; i < direction.length; i++) {
                    direction[i] = (float) (direction[i] * norm);
                }
                tables.inputs.setRow(r, direction, 0);
            });
        }
    }

    private static double meanNorm(FloatMatrix matrix) {
        double sum = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            double squares = 0;
            float[] a = matrix.array(row);
            int off = matrix.offset(row);
            for (int i = 0; i < matrix.dim(); i++) {
                squares += (double) a[off + i] * a[off + i];
            }
            sum += Math.sqrt(squares);
        }
        return matrix.rows() == 0 ? 0 : sum / matrix.rows();
    }
}
