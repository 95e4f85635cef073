package io.reco.embeddings;

import io.reco.embeddings.AttributeVectors.Attribute;

/**
 * How much each kind of attribute counts in a vector made of attributes. The unit vectors of one kind are averaged first, so a
 * track of many tags does not drown its artist.
 *
 * @param artist credited artists (a featured one counts a quarter of a main one), artists picked; finite, 0 or above, as all
 *     of these
 * @param album the album
 * @param genre genres
 * @param tag tags
 * @param gender the gender of a character
 * @param ageBand its age band
 */
public record FeatureWeights(double artist, double album, double genre, double tag, double gender, double ageBand) {
    /** The plain mean of the kinds. */
    public static final FeatureWeights DEFAULT = new FeatureWeights(1, 1, 1, 1, 1, 1);

    /** Checks the ranges. */
    public FeatureWeights {
        require("artist", artist);
        require("album", album);
        require("genre", genre);
        require("tag", tag);
        require("gender", gender);
        require("ageBand", ageBand);
    }

    private static void require(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + value + " is not a finite number of 0 or above");
        }
    }

    /** The weight of a kind. */
    public double of(Attribute attribute) {
        return switch (attribute) {
            case ARTIST -> artist;
            case ALBUM -> album;
            case GENRE -> genre;
            case TAG -> tag;
            case GENDER -> gender;
            case AGE_BAND -> ageBand;
        };
    }
}
