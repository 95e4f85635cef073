package io.reco.embeddings.item2vec;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Credit;
import io.reco.core.data.Gender;
import io.reco.core.data.Track;
import io.reco.embeddings.AttributeVectors;
import io.reco.embeddings.AttributeVectors.Attribute;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Vectors of what the model has not seen, from what is told about it. A vector is, scaled to norm 1, the sum over kinds of
 * attribute of the kind's weight ({@link AttributeOptions}) times the mean of the unit vectors of its attributes of that
 * kind; kinds of which no vector is known do not count. They compare by cosine with the vectors of tracks, which lie in the
 * same space. Immutable and thread-safe.
 */
public final class MetadataVectors {
    private final AttributeVectors vectors;
    private final AttributeOptions weights;

    private MetadataVectors(AttributeVectors vectors, AttributeOptions weights) {
        this.vectors = vectors;
        this.weights = weights;
    }

    /** With the attributes of a model and the weights that it was trained with. */
    public static MetadataVectors of(Item2VecModel model) {
        return of(model.attributes(), model.options().attributes());
    }

    /** With these vectors and weights; the loss weight is not used. */
    public static MetadataVectors of(AttributeVectors vectors, AttributeOptions weights) {
        return new MetadataVectors(vectors, weights);
    }

    /** The vector of a track; empty if no attribute of it has one, or they cancel out. */
    public Optional<float[]> track(Track track) {
        Sum sum = new Sum();
        sum.add(
                Attribute.ARTIST,
                track.credits().stream().map(Credit::artistId).distinct().toList());
        sum.add(Attribute.ALBUM, track.albumId().isEmpty() ? List.of() : List.of(track.albumId()));
        sum.add(Attribute.GENRE, track.genres());
        sum.add(Attribute.TAG, track.tags());
        return sum.direction();
    }

    /**
     * The vector of a new character; empty if nothing told has a vector, or they cancel out.
     *
     * @param gender may be unknown
     * @param ageBand may be unknown
     * @param likedArtists raw ids, as chosen in onboarding
     * @param likedGenres raw ids, likewise
     */
    public Optional<float[]> character(
            Gender gender, AgeBand ageBand, Collection<String> likedArtists, Collection<String> likedGenres) {
        Sum sum = new Sum();
        sum.add(Attribute.GENDER, List.of(gender.name()));
        sum.add(Attribute.AGE_BAND, List.of(ageBand.name()));
        sum.add(Attribute.ARTIST, likedArtists);
        sum.add(Attribute.GENRE, likedGenres);
        return sum.direction();
    }

    /** The weighted sum so far. */
    private final class Sum {
        private final double[] total = new double[vectors.dimension()];

        void add(Attribute attribute, Collection<String> ids) {
            double[] unitSum = new double[total.length];
            int known = 0;
            for (String id : ids) {
                Optional<float[]> vector = vectors.vector(attribute, id);
                if (vector.isPresent()) {
                    known++;
                    addUnit(vector.get(), unitSum);
                }
            }
            for (int i = 0; known > 0 && i < total.length; i++) {
                total[i] += weights.weight(attribute) * unitSum[i] / known;
            }
        }

        private static void addUnit(float[] vector, double[] sum) {
            double norm = norm(vector);
            for (int i = 0; norm > 0 && i < sum.length; i++) {
                sum[i] += vector[i] / norm;
            }
        }

        private static double norm(float[] vector) {
            double squares = 0;
            for (float x : vector) {
                squares += (double) x * x;
            }
            return Math.sqrt(squares);
        }

        Optional<float[]> direction() {
            float[] out = new float[total.length];
            double squares = 0;
            for (double x : total) {
                squares += x * x;
            }
            if (squares < 1e-12) {
                return Optional.empty();
            }
            for (int i = 0; i < out.length; i++) {
                out[i] = (float) (total[i] / Math.sqrt(squares));
            }
            return Optional.of(out);
        }
    }
}
