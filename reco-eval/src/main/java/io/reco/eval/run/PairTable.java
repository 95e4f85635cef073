package io.reco.eval.run;

import io.reco.core.io.Source;
import io.reco.eval.stats.PairedDifferences;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two numbers for every user, case by case: a table with the header {@code case user a b}, columns in any order, separated by tabs.
 *
 * @param cases differences a - b by the name of the case, in order of first appearance
 */
public record PairTable(Map<String, PairedDifferences> cases) {
    /** Copies the map. */
    public PairTable {
        cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
    }

    private record Vectors(DoubleArrayList a, DoubleArrayList b, Set<String> users) {}

    /**
     * {@return the table}
     *
     * @param source with a header line; gzip is unpacked
     * @throws RunFormatException for a missing column, a wrong number of fields, a value or difference that is not a finite number, or a user
     *     that a case has twice
     */
    public static PairTable read(Source source) throws IOException {
        Map<String, Vectors> vectors = new LinkedHashMap<>();
        try (Lines lines = new Lines(source)) {
            if (!lines.next()) {
                throw new RunFormatException(source.name(), 0, "the file is empty", "");
            }
            boolean carriageReturns = lines.dropCarriageReturn();
            int width = lines.splitTabs();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                names.add(lines.text(i));
            }
            int[] columns = new int[4];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = names.indexOf(List.of("case", "user", "a", "b").get(i));
                if (columns[i] < 0) {
                    throw lines.bad("the header is expected to name columns case, user, a and b", lines.line());
                }
            }
            while (lines.next()) {
                if (carriageReturns) {
                    lines.dropCarriageReturn();
                }
                int fields = lines.splitTabs();
                if (fields != width) {
                    throw lines.bad("the line has " + fields + " fields, expected " + width, lines.line());
                }
                Vectors rows = vectors.computeIfAbsent(
                        lines.text(columns[0]),
                        name -> new Vectors(new DoubleArrayList(), new DoubleArrayList(), new HashSet<>()));
                if (!rows.users.add(lines.text(columns[1]))) {
                    throw lines.bad("the case has the user twice", lines.text(columns[1]));
                }
                double a = finite(lines, columns[2], "a");
                double b = finite(lines, columns[3], "b");
                if (!Double.isFinite(a - b)) {
                    throw lines.bad("a - b is not a finite number", lines.line());
                }
                if (Math.abs(a - b) > PairedDifferences.LARGEST) {
                    throw lines.bad(
                            "a - b is more than " + PairedDifferences.LARGEST + " in absolute value", lines.line());
                }
                rows.a.add(a);
                rows.b.add(b);
            }
        }
        Map<String, PairedDifferences> cases = new LinkedHashMap<>();
        vectors.forEach(
                (name, rows) -> cases.put(name, PairedDifferences.of(rows.a.toDoubleArray(), rows.b.toDoubleArray())));
        return new PairTable(cases);
    }

    private static double finite(Lines lines, int field, String name) throws RunFormatException {
        double value = Numbers.parse(lines.text(field));
        if (!Double.isFinite(value)) {
            throw lines.bad(name + " is not a finite number", lines.text(field));
        }
        return value;
    }
}
