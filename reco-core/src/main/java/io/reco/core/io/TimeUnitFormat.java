package io.reco.core.io;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** How a time is written. */
public enum TimeUnitFormat {
    /** Epoch seconds: {@code 978300760}; a fraction is rounded to milliseconds. */
    SECONDS("epoch seconds", "978300760"),
    /** Epoch milliseconds: {@code 978300760000}. */
    MILLIS("epoch milliseconds", "978300760000"),
    /**
     * ISO 8601: {@code 2000-12-31T22:12:40Z}, {@code 2000-12-31T23:12:40.250+01:00}. Without a zone it is UTC; a date
     * alone is its midnight; a blank may stand for the T.
     */
    ISO_8601("ISO 8601", "2000-12-31T22:12:40Z");

    private static final int DATE_LENGTH = 10;
    private static final long FAR_SECONDS = 1L << 50;

    private final String words;
    private final String example;

    TimeUnitFormat(String words, String example) {
        this.words = words;
        this.example = example;
    }

    /** In words: {@code "epoch seconds"}. */
    String words() {
        return words;
    }

    String example() {
        return "wanted is " + words + " like " + example;
    }

    /**
     * Epoch milliseconds of an ISO 8601 time. A year that is millions away gives a number as far on the same side, not an
     * overflow.
     *
     * @throws java.time.DateTimeException if it is none
     */
    static long parseIso(String text) {
        if (text.length() == DATE_LENGTH) {
            return millis(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        String iso = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
        if (iso.endsWith("Z")) {
            return millis(Instant.parse(iso));
        }
        boolean zoned = iso.indexOf('+', DATE_LENGTH) > 0 || iso.indexOf('-', DATE_LENGTH) > 0;
        return millis(
                zoned
                        ? OffsetDateTime.parse(iso).toInstant()
                        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
    }

    private static long millis(Instant instant) {
        long seconds = instant.getEpochSecond();
        return Math.abs(seconds) > FAR_SECONDS ? Long.signum(seconds) * FAR_SECONDS * 1000 : instant.toEpochMilli();
    }
}
