package io.reco.core.data;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A release date as precise as the source has it.
 *
 * @param year 1 to 9999, or 0 when the date is not known
 * @param month 1 to 12, or 0 when only the year is known
 * @param day 1 to 31, or 0 when only year and month are known
 */
public record ReleaseDate(int year, int month, int day) {
    /** No date is known. */
    public static final ReleaseDate UNKNOWN = new ReleaseDate(0, 0, 0);

    /** Checks that the parts make a date. */
    public ReleaseDate {
        boolean empty = year == 0 && month == 0 && day == 0;
        if (!empty) {
            if (year < 1 || year > 9999 || month < 0 || month > 12 || (month == 0 && day != 0)) {
                throw new IllegalArgumentException(
                        "not a release date: year " + year + ", month " + month + ", day " + day);
            }
            if (day != 0) {
                try {
                    LocalDate unused = LocalDate.of(year, month, day);
                } catch (DateTimeException e) {
                    throw new IllegalArgumentException(
                            "not a release date: year " + year + ", month " + month + ", day " + day, e);
                }
            }
        }
    }

    /** From {@code yyyymmdd}, where {@code mm} and {@code dd} may be 00; 0 is {@link #UNKNOWN}. */
    public static ReleaseDate ofNumber(int yyyymmdd) {
        return new ReleaseDate(yyyymmdd / 10000, yyyymmdd / 100 % 100, yyyymmdd % 100);
    }

    /** {@code yyyymmdd}, unknown parts 0. */
    public int toNumber() {
        return (year * 100 + month) * 100 + day;
    }

    /** Whether anything is known. */
    public boolean known() {
        return year != 0;
    }

    /** The first day that the date can mean. Only when {@link #known()}. */
    public LocalDate earliest() {
        return LocalDate.of(year, Math.max(1, month), Math.max(1, day));
    }

    @Override
    public String toString() {
        if (!known()) {
            return "unknown";
        }
        String text = String.format("%04d", year);
        if (month != 0) {
            text += String.format("-%02d", month);
        }
        return day == 0 ? text : text + String.format("-%02d", day);
    }
}
