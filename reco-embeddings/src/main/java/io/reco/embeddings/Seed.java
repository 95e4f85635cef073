package io.reco.embeddings;

import java.util.Comparator;

/**
 * What one part of a question adds to the score of one result: a track of the history, an artist asked for, a word of the
 * title.
 *
 * <p>Amounts are parts of the score: those of all seeds and the terms that rest on no seed (popularity) add up to it. A seed
 * is named only if its amount is above 0 and the score would not be higher without it, the others staying as they are.
 *
 * @param kind what it is
 * @param id raw id; the word itself for {@link Kind#WORD}, the name of the constant for {@link Kind#GENDER} and
 *     {@link Kind#AGE_BAND}
 * @param amount its part of the score, above 0
 */
public record Seed(Kind kind, String id, double amount) {
    /** Largest amount first, equal ones by kind and then by id ascending by code point. */
    static final Comparator<Seed> ORDER = Comparator.comparingDouble(Seed::amount)
            .reversed()
            .thenComparing(Seed::kind)
            .thenComparing(Seed::id, Seed::compareCodePoints);

    /** What a seed is. */
    public enum Kind {
        /** A track: of the history, of the playlist, or asked for. */
        TRACK,
        /** An artist. */
        ARTIST,
        /** An album. */
        ALBUM,
        /** A genre. */
        GENRE,
        /** A tag of a track. */
        TAG,
        /** The gender of the character. */
        GENDER,
        /** The age band of the character. */
        AGE_BAND,
        /** A word of a title, or a tag of a playlist. */
        WORD,
        /** A group of characters with the same taste. */
        CLUSTER
    }

    /** Refuses what is not above 0. */
    public Seed {
        if (!(amount > 0)) {
            throw new IllegalArgumentException("amount " + amount + " of seed '" + id + "' is not above 0");
        }
    }

    private static int compareCodePoints(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length()) {
            int x = a.codePointAt(i);
            int y = b.codePointAt(i);
            if (x != y) {
                return Integer.compare(x, y);
            }
            i += Character.charCount(x);
        }
        return Integer.compare(a.length(), b.length());
    }
}
