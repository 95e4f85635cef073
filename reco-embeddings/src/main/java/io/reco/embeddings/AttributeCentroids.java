package io.reco.embeddings;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import io.reco.core.data.Profiles;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.AttributeVectors.Attribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Vectors of attributes for a model that was trained without them: centroids of what has the attribute.
 *
 * <p>The vector of an artist, album, genre or tag is the sum of the unit vectors of its tracks, each times how often the track
 * occurred in training (and times the weight of the credit, for an artist); that of a gender or age band is the sum of the
 * directions of the histories of its characters. The support is the sum of these weights, or the number of characters.
 */
public final class AttributeCentroids {
    private static final double FEATURED = 0.25;

    private final FloatMatrix unit;
    private final Map<Attribute, VectorSum[]> sums = new EnumMap<>(Attribute.class);
    private final Map<Attribute, double[]> support = new EnumMap<>(Attribute.class);

    private AttributeCentroids(FloatMatrix unit) {
        this.unit = unit;
    }

    /**
     * Centroids of artists, albums, genres and tags. O(attributes of the tracks x dimension).
     *
     * @throws IllegalArgumentException if vectors and catalogue do not have the same tracks at the same indices
     */
    public static AttributeVectors of(TrackVectors vectors, Catalog catalog) {
        AttributeCentroids centroids = new AttributeCentroids(vectors.unitMatrix());
        centroids.addTracks(vectors, catalog);
        return centroids.vectors(ids(catalog));
    }

    /**
     * Centroids of artists, albums, genres and tags, and of the genders and age bands that are told.
     *
     * @param data catalogue, profiles and histories
     * @param semantics which events are positive
     * @param options how a history becomes a vector; it is always one interest
     * @throws IllegalArgumentException if vectors and data do not have the same tracks at the same indices
     */
    public static AttributeVectors of(
            TrackVectors vectors, Dataset data, EventSemantics semantics, HistoryOptions options) {
        AttributeCentroids centroids = new AttributeCentroids(vectors.unitMatrix());
        centroids.addTracks(vectors, data.catalog());
        centroids.addCharacters(data.profiles(), WarmCharacters.of(vectors, data, semantics, options));
        Map<Attribute, IdMap> ids = ids(data.catalog());
        ids.put(Attribute.GENDER, names(Gender.values()));
        ids.put(Attribute.AGE_BAND, names(AgeBand.values()));
        return centroids.vectors(ids);
    }

    private static Map<Attribute, IdMap> ids(Catalog catalog) {
        Map<Attribute, IdMap> ids = new EnumMap<>(Attribute.class);
        ids.put(Attribute.ARTIST, catalog.artists());
        ids.put(Attribute.ALBUM, catalog.albums());
        ids.put(Attribute.GENRE, catalog.genres());
        ids.put(Attribute.TAG, catalog.tags());
        return ids;
    }

    private static IdMap names(Enum<?>[] values) {
        List<String> names = new ArrayList<>();
        for (Enum<?> value : values) {
            names.add(value.name());
        }
        return IdMap.of(names);
    }

    private void addTracks(TrackVectors vectors, Catalog catalog) {
        vectors.requireTracks(catalog.tracks());
        for (int row = 0; row < vectors.rows(); row++) {
            int t = vectors.track(row);
            double occurrences = vectors.support(row);
            for (int j = 0; j < catalog.creditCount(t); j++) {
                double weight = Credits.weight(catalog, t, j, FEATURED);
                add(
                        Attribute.ARTIST,
                        catalog.creditArtist(t, j),
                        catalog.artists().size(),
                        row,
                        weight * occurrences);
            }
            if (catalog.album(t) != IdMap.ABSENT) {
                add(Attribute.ALBUM, catalog.album(t), catalog.albums().size(), row, occurrences);
            }
            addEach(Attribute.GENRE, catalog.trackGenres(), t, catalog.genres().size(), row, occurrences);
            addEach(Attribute.TAG, catalog.trackTags(), t, catalog.tags().size(), row, occurrences);
        }
    }

    private void addEach(Attribute kind, IntLists lists, int t, int size, int row, double weight) {
        for (int i = 0; i < lists.length(t); i++) {
            add(kind, lists.get(t, i), size, row, weight);
        }
    }

    private void addCharacters(Profiles profiles, WarmCharacters warm) {
        for (int i = 0; i < warm.size(); i++) {
            int c = warm.character(i);
            if (profiles.gender(c) != Gender.UNKNOWN) {
                int gender = profiles.gender(c).ordinal();
                sum(Attribute.GENDER, gender, Gender.values().length, 1).add(warm.vector(i), 1);
            }
            if (profiles.ageBand(c) != AgeBand.UNKNOWN) {
                int age = profiles.ageBand(c).ordinal();
                sum(Attribute.AGE_BAND, age, AgeBand.values().length, 1).add(warm.vector(i), 1);
            }
        }
    }

    private void add(Attribute kind, int i, int size, int row, double weight) {
        if (weight > 0) {
            sum(kind, i, size, weight).add(row, weight);
        }
    }

    /** The sum of attribute {@code i}, after its support has been raised. */
    private VectorSum sum(Attribute kind, int i, int size, double weight) {
        VectorSum[] ofKind = sums.computeIfAbsent(kind, k -> new VectorSum[size]);
        if (ofKind[i] == null) {
            ofKind[i] = new VectorSum(unit);
        }
        support.computeIfAbsent(kind, k -> new double[size])[i] += weight;
        return ofKind[i];
    }

    private AttributeVectors vectors(Map<Attribute, IdMap> ids) {
        Map<Attribute, IdMap> kept = new EnumMap<>(Attribute.class);
        List<float[]> rows = new ArrayList<>();
        List<Integer> supports = new ArrayList<>();
        for (Attribute kind : Attribute.values()) {
            List<String> known = new ArrayList<>();
            VectorSum[] ofKind = sums.getOrDefault(kind, new VectorSum[0]);
            double[] supportOfKind = support.getOrDefault(kind, new double[0]);
            for (int i = 0; i < ofKind.length; i++) {
                if (ofKind[i] != null && ofKind[i].norm() > 0) {
                    known.add(ids.getOrDefault(kind, IdMap.empty()).id(i));
                    rows.add(ofKind[i].direction());
                    supports.add((int) Math.min(Integer.MAX_VALUE, Math.round(supportOfKind[i])));
                }
            }
            kept.put(kind, IdMap.of(known));
        }
        return new AttributeVectors(
                kept,
                supports.stream().mapToInt(Integer::intValue).toArray(),
                FloatMatrix.copyOf(rows.toArray(new float[0][]), unit.dim()));
    }
}
