package io.reco.eval.report;

import java.util.Locale;
import java.util.Objects;

/**
 * One cell of a table.
 *
 * @param text what it says
 * @param note a second, smaller line; empty for none
 * @param emphasis how much it stands out
 */
public record Cell(String text, String note, Emphasis emphasis) {
    /** How much a cell stands out. */
    public enum Emphasis {
        /** As the others. */
        NONE,
        /** The best of its kind. */
        STRONG,
        /** Less than the others. */
        MUTED
    }

    /** Checks for null. */
    public Cell {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(emphasis, "emphasis");
    }

    /** {@return a plain cell} */
    public static Cell of(String text) {
        return new Cell(text, "", Emphasis.NONE);
    }

    /** {@return a whole number, digits in groups of three: {@code 12,345}} */
    public static Cell of(long number) {
        return of(String.format(Locale.ROOT, "%,d", number));
    }

    /**
     * {@return a number with a fixed count of decimals; a dash, muted, for NaN and infinities}
     *
     * @param number the value
     * @param decimals digits after the point
     */
    public static Cell of(double number, int decimals) {
        return Double.isFinite(number)
                ? of(String.format(Locale.ROOT, "%,." + decimals + "f", number))
                : of("\u2013").muted();
    }

    /** {@return a p value: three decimals, or {@code < .001}; a dash for NaN} */
    public static Cell ofP(double p) {
        return p < 0.001 ? of("< 0.001") : of(p, 3);
    }

    /** {@return a copy that stands out} */
    public Cell strong() {
        return new Cell(text, note, Emphasis.STRONG);
    }

    /** {@return a copy that stands back} */
    public Cell muted() {
        return new Cell(text, note, Emphasis.MUTED);
    }

    /** {@return a copy with a second, smaller line} */
    public Cell withNote(String newNote) {
        return new Cell(text, newNote, emphasis);
    }
}
