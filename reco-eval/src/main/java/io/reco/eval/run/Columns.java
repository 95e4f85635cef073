package io.reco.eval.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which fields of a line are what, found out from the first line.
 *
 * @param tabs whether fields end at tabs, with a header line; else at runs of ASCII white space, without (TREC)
 * @param width fields a line has to have
 * @param user field of the user
 * @param item field of the item
 * @param value field of the number, -1 for none
 * @param list whether the item field holds several items with spaces between them
 * @param carriageReturns whether the header ended in a carriage return, so that those of other lines are no part of them
 */
record Columns(boolean tabs, int width, int user, int item, int value, boolean list, boolean carriageReturns) {
    private static final List<String> PLURAL = List.of("items", "tracks", "docs");

    /** What a file is read as. */
    enum Kind {
        /** Judgements: {@code user item grade}, or {@code query 0 item grade}. */
        QRELS("grade", 4, 2, 3, "qrels have 4 fields: query 0 item grade"),
        /** A run: {@code user item score}, or {@code query Q0 item rank score tag}. */
        RUN("score", 6, 2, 4, "a run has 6 fields: query Q0 item rank score tag"),
        /** Satisfaction: {@code user item gain} with a header. */
        GAINS("gain", 0, 0, 0, ""),
        /** Training items: {@code user item} with a header. */
        HISTORY("", 0, 0, 0, "");

        private final String number;
        private final int trecWidth;
        private final int trecItem;
        private final int trecNumber;
        private final String trec;

        Kind(String number, int trecWidth, int trecItem, int trecNumber, String trec) {
            this.number = number;
            this.trecWidth = trecWidth;
            this.trecItem = trecItem;
            this.trecNumber = trecNumber;
            this.trec = trec;
        }

        private Columns trecColumns() {
            return new Columns(false, trecWidth, 0, trecItem, trecNumber, false, false);
        }
    }

    /** Looks at the first line, which the reader stands on. Returns columns; the line is data when {@link #tabs} is false. */
    static Columns of(Lines lines, Kind kind) throws IOException {
        boolean carriageReturns = lines.dropCarriageReturn();
        if (kind.trecWidth > 0
                && lines.splitBlanks() == kind.trecWidth
                && !Double.isNaN(Numbers.parse(lines.text(kind.trecNumber)))) {
            return kind.trecColumns(); // whatever it is separated by; no header ends in a number
        }
        int width = lines.splitTabs();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add(lines.text(i));
        }
        int user = names.indexOf("user");
        int item = names.indexOf("item");
        int number = kind.number.isEmpty() ? -1 : names.indexOf(kind.number);
        if (user >= 0 && item >= 0 && (number >= 0 || (width == 2 && kind.trecWidth > 0) || kind == Kind.HISTORY)) {
            return new Columns(true, width, user, item, number, false, carriageReturns);
        }
        if (width == 2 && kind != Kind.GAINS && PLURAL.contains(names.get(1))) {
            return new Columns(true, 2, 0, 1, -1, true, carriageReturns);
        }
        if (kind.trecWidth == 0) {
            throw lines.bad(
                    "the header is expected to name columns user and item"
                            + (kind.number.isEmpty() ? "" : " and " + kind.number),
                    lines.line());
        }
        if (width == 3) {
            if (!Double.isNaN(Numbers.parse(names.get(2)))) {
                throw lines.bad("the header line is missing, expected user, item, " + kind.number, lines.line());
            }
            checkOrder(lines, names, List.of("user", "item", kind.number));
            return new Columns(true, 3, 0, 1, 2, false, carriageReturns);
        }
        if (lines.splitBlanks() != kind.trecWidth) {
            throw lines.bad(
                    "neither a table with the header user, item, " + kind.number + " and tabs, nor TREC, where "
                            + kind.trec,
                    lines.line());
        }
        return kind.trecColumns();
    }

    /** Columns that are read by their place must not be named, in any case, as if they stood in another. */
    private static void checkOrder(Lines lines, List<String> names, List<String> places) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            int place = places.indexOf(names.get(i).toLowerCase(Locale.ROOT));
            if (place >= 0 && place != i) {
                throw lines.bad(
                        "column '" + names.get(i) + "' stands in the place of the " + places.get(i)
                                + "; columns in any order are to be named " + String.join(", ", places),
                        lines.line());
            }
        }
    }

    /** Splits the line at hand, which has to have the right number of fields and no empty user or item. */
    void split(Lines lines) throws RunFormatException {
        if (carriageReturns) {
            lines.dropCarriageReturn();
        }
        int fields = tabs ? lines.splitTabs() : lines.splitBlanks();
        if (fields != width) {
            throw lines.bad("the line has " + fields + " fields, expected " + width, lines.line());
        }
        if (lines.start(user) == lines.end(user)) {
            throw lines.bad("the user is empty", lines.line());
        }
        if (!list && lines.start(item) == lines.end(item)) {
            throw lines.bad("the item is empty", lines.line());
        }
    }
}
