package io.reco.core.data;

/**
 * Age band of a character. The bands are those of MovieLens-1M, the finest published banding among the formats that are
 * read, so that exact ages and banded ones map to it without a second loss.
 */
public enum AgeBand {
    /** Not told. */
    UNKNOWN("unknown", -1),
    /** 0 to 17. */
    UNDER_18("under 18", 0),
    /** 18 to 24. */
    FROM_18("18-24", 18),
    /** 25 to 34. */
    FROM_25("25-34", 25),
    /** 35 to 44. */
    FROM_35("35-44", 35),
    /** 45 to 49. */
    FROM_45("45-49", 45),
    /** 50 to 55. */
    FROM_50("50-55", 50),
    /** 56 and over. */
    FROM_56("56+", 56);

    private final String label;
    private final int from;

    AgeBand(String label, int from) {
        this.label = label;
        this.from = from;
    }

    /** The band in words, for tables: {@code "25-34"}. */
    public String label() {
        return label;
    }

    /**
     * The band of an age in years.
     *
     * @throws IllegalArgumentException if the age is not in [0, 150]
     */
    public static AgeBand ofAge(int years) {
        if (years < 0 || years > 150) {
            throw new IllegalArgumentException("age " + years + " is not in [0, 150]");
        }
        AgeBand found = UNDER_18;
        for (AgeBand band : values()) {
            if (band != UNKNOWN && years >= band.from) {
                found = band;
            }
        }
        return found;
    }
}
