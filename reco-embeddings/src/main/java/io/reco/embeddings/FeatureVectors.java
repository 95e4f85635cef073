package io.reco.embeddings;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.Credit;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.AttributeVectors.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Vectors of tracks, artists and characters that the model has not seen, from what is told of them. The vector is the
 * direction of the sum over kinds of attribute of the weight of the kind times the weighted mean of the unit vectors of its
 * attributes; attributes without a vector do not count. Immutable and thread-safe.
 *
 * <p>The vectors of attributes come from a model that was trained with them, or from {@link AttributeCentroids}.
 */
public final class FeatureVectors {
    private static final double FEATURED = 0.25;

    private final AttributeVectors attributes;
    private final FloatMatrix unit;
    private final FeatureWeights weights;

    private FeatureVectors(AttributeVectors attributes, FeatureWeights weights, FloatMatrix unit) {
        this.attributes = attributes;
        this.weights = weights;
        this.unit = unit;
    }

    /** With these vectors and weights. */
    public static FeatureVectors of(AttributeVectors attributes, FeatureWeights weights) {
        FloatMatrix unit = FloatMatrix.allocate(attributes.rows(), attributes.dimension());
        for (int row = 0; row < unit.rows(); row++) {
            unit.setRow(row, attributes.matrix().array(row), attributes.matrix().offset(row));
        }
        unit.normalizeRows();
        return new FeatureVectors(attributes, weights, unit);
    }

    /** The same with a vector taken from the unit vector of each attribute: what tells it from the mean. */
    FeatureVectors without(float[] mean) {
        FloatMatrix centred = FloatMatrix.allocate(unit.rows(), unit.dim());
        float[] row = new float[unit.dim()];
        for (int r = 0; r < unit.rows(); r++) {
            unit.copyRow(r, row, 0);
            for (int i = 0; i < row.length; i++) {
                row[i] -= mean[i];
            }
            centred.setRow(r, row, 0);
        }
        return new FeatureVectors(attributes, weights, centred);
    }

    /** Length of a vector. */
    public int dimension() {
        return attributes.dimension();
    }

    /** The sum of a track; of norm 0 if nothing told of it has a vector. */
    SeedSum track(Track track) {
        Map<String, Double> credits = new LinkedHashMap<>();
        for (Credit credit : track.credits()) {
            credits.merge(credit.artistId(), credit.role() == CreditRole.FEATURED ? FEATURED : 1, Math::max);
        }
        SeedSum sum = new SeedSum(unit);
        add(sum, Attribute.ARTIST, credits);
        add(sum, Attribute.ALBUM, track.albumId().isEmpty() ? Map.of() : Map.of(track.albumId(), 1.0));
        add(sum, Attribute.GENRE, each(track.genres()));
        add(sum, Attribute.TAG, each(track.tags()));
        return sum;
    }

    /**
     * The sum of an artist: its own vector if it has one, else genres and tags of its tracks, each counted as often as it
     * stands on them.
     *
     * @param tracks indices of the tracks that credit it
     */
    SeedSum artist(Catalog catalog, int artist, int[] tracks) {
        SeedSum sum = new SeedSum(unit);
        add(sum, Attribute.ARTIST, Map.of(catalog.artists().id(artist), 1.0));
        if (sum.norm() > 0) {
            return sum;
        }
        Map<String, Double> genres = new LinkedHashMap<>();
        Map<String, Double> tags = new LinkedHashMap<>();
        for (int t : tracks) {
            for (int g : catalog.trackGenres().toArray(t)) {
                genres.merge(catalog.genres().id(g), 1.0, Double::sum);
            }
            for (int tag : catalog.trackTags().toArray(t)) {
                tags.merge(catalog.tags().id(tag), 1.0, Double::sum);
            }
        }
        add(sum, Attribute.GENRE, genres);
        add(sum, Attribute.TAG, tags);
        return sum;
    }

    /** The sum of a character: gender, age band, artists and genres picked when it was set up. */
    SeedSum character(Profile profile) {
        SeedSum sum = new SeedSum(unit);
        if (profile.gender() != Gender.UNKNOWN) {
            add(sum, Attribute.GENDER, Map.of(profile.gender().name(), 1.0));
        }
        if (profile.ageBand() != AgeBand.UNKNOWN) {
            add(sum, Attribute.AGE_BAND, Map.of(profile.ageBand().name(), 1.0));
        }
        add(sum, Attribute.ARTIST, each(profile.likedArtists()));
        add(sum, Attribute.GENRE, each(profile.likedGenres()));
        return sum;
    }

    private static Map<String, Double> each(List<String> ids) {
        Map<String, Double> out = new LinkedHashMap<>();
        ids.forEach(id -> out.put(id, 1.0));
        return out;
    }

    private void add(SeedSum sum, Attribute kind, Map<String, Double> ids) {
        List<Integer> rows = new ArrayList<>();
        List<Double> weightOf = new ArrayList<>();
        double total = 0;
        for (Map.Entry<String, Double> entry : ids.entrySet()) {
            int i = attributes.idMap(kind).indexOf(entry.getKey());
            if (i != IdMap.ABSENT && entry.getValue() > 0) {
                rows.add(attributes.firstRow(kind) + i);
                weightOf.add(entry.getValue());
                total += entry.getValue();
            }
        }
        for (int i = 0; i < rows.size() && weights.of(kind) > 0; i++) {
            sum.add(rows.get(i), weights.of(kind) * weightOf.get(i) / total);
        }
    }

    /** Shares of attributes. */
    SeedShares shares(SeedSum sum) {
        return new SeedShares(List.of(sum), unit, this::seed);
    }

    private Seed seed(int row, double amount) {
        Attribute kind = Attribute.ARTIST;
        for (Attribute other : Attribute.values()) {
            int i = row - attributes.firstRow(other);
            if (i >= 0 && i < attributes.idMap(other).size()) {
                kind = other;
            }
        }
        String id = attributes.idMap(kind).id(row - attributes.firstRow(kind));
        return new Seed(Seed.Kind.valueOf(kind.name()), id, amount);
    }
}
