package io.reco.eval.run;

import io.reco.core.data.IdMap;
import io.reco.core.io.Source;
import io.reco.eval.policy.PolicyLog;
import io.reco.eval.policy.Propensities;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * Reads the log of a policy: a table with a header and tabs, a row a decision, columns in any order beside others.
 *
 * <ul>
 *   <li>{@code reward}: what it earned;
 *   <li>{@code propensity}: probability that the logging policy gave to its choice, in (0, 1]; without this column {@code context} and {@code
 *       action}, from which it is estimated ({@link Propensities#ofChoices});
 *   <li>{@code target}: probability that the target policy gives to the same choice, in [0, 1];
 *   <li>{@code q_logged} and {@code q_target}, both or none: what a model of rewards expects of the choice, and of the target policy;
 *   <li>{@code case}, optional: rows of one case belong together (a character, a session).
 * </ul>
 */
public final class PolicyFiles {
    private static final List<String> NAMES =
            List.of("reward", "target", "propensity", "context", "action", "q_logged", "q_target", "case");

    private PolicyFiles() {}

    /**
     * A log as read.
     *
     * @param log the log
     * @param estimated whether propensities are estimates from the choices
     */
    public record Read(PolicyLog log, boolean estimated) {}

    /** Numbers or names of one column as far as read. */
    private static final class Column {
        private final String name;
        private final int field;
        private final DoubleArrayList numbers = new DoubleArrayList();
        private final IntArrayList indices = new IntArrayList();
        private final IdMap.Builder ids = new IdMap.Builder();

        Column(String name, int field) {
            this.name = name;
            this.field = field;
        }

        boolean there() {
            return field >= 0;
        }

        double last() {
            return numbers.getDouble(numbers.size() - 1);
        }

        void number(Lines lines, DoublePredicate accepted, String expected) throws RunFormatException {
            if (there()) {
                double value = Numbers.parse(lines.text(field));
                if (!accepted.test(value)) {
                    throw lines.bad(name + " is not " + expected, lines.text(field));
                }
                numbers.add(value);
            }
        }

        void id(Lines lines) throws RunFormatException {
            if (there()) {
                if (lines.start(field) == lines.end(field)) {
                    throw lines.bad(name + " is empty", lines.line());
                }
                indices.add(ids.addUtf8(lines.bytes(), lines.start(field), lines.end(field)));
            }
        }
    }

    /**
     * {@return the log}
     *
     * @param source table; gzip is unpacked
     * @param smoothing added to counts when propensities are estimated, at least 0
     * @throws RunFormatException for a missing column, a wrong number of fields, no row, or a value outside its range
     */
    public static Read read(Source source, double smoothing) throws IOException {
        try (Lines lines = new Lines(source)) {
            if (!lines.next()) {
                throw new RunFormatException(source.name(), 0, "the file is empty", "");
            }
            boolean carriageReturns = lines.dropCarriageReturn();
            int width = lines.splitTabs();
            List<String> header = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                header.add(lines.text(i));
            }
            List<Column> columns = NAMES.stream()
                    .map(name -> new Column(name, header.indexOf(name)))
                    .toList();
            checkHeader(columns, lines);
            while (lines.next()) {
                if (carriageReturns) {
                    lines.dropCarriageReturn();
                }
                int fields = lines.splitTabs();
                if (fields != width) {
                    throw lines.bad("the line has " + fields + " fields, expected " + width, lines.line());
                }
                readRow(columns, lines);
            }
            if (column(columns, "reward").numbers.isEmpty()) {
                throw lines.bad("the file has a header and no row", "");
            }
            return log(columns, smoothing);
        }
    }

    private static Column column(List<Column> columns, String name) {
        return columns.get(NAMES.indexOf(name));
    }

    private static void checkHeader(List<Column> columns, Lines lines) throws RunFormatException {
        boolean choices =
                column(columns, "context").there() && column(columns, "action").there();
        if (!column(columns, "reward").there()
                || !column(columns, "target").there()
                || !(column(columns, "propensity").there() || choices)) {
            throw lines.bad(
                    "the header is expected to name columns reward, target and propensity (or context and action)",
                    lines.line());
        }
        if (column(columns, "q_logged").there() != column(columns, "q_target").there()) {
            throw lines.bad("the header names one of q_logged and q_target, expected both or none", lines.line());
        }
    }

    private static void readRow(List<Column> columns, Lines lines) throws RunFormatException {
        column(columns, "reward").number(lines, Double::isFinite, "a finite number");
        column(columns, "target").number(lines, p -> p >= 0 && p <= 1, "a probability from 0 to 1");
        double target = column(columns, "target").last();
        column(columns, "propensity")
                .number(
                        lines,
                        p -> p > 0 && p <= 1 && Double.isFinite(target / p),
                        "a probability above 0, up to 1, with a finite target / propensity");
        column(columns, "q_logged").number(lines, Double::isFinite, "a finite number");
        column(columns, "q_target").number(lines, Double::isFinite, "a finite number");
        if (!column(columns, "propensity").there()) {
            column(columns, "context").id(lines);
            column(columns, "action").id(lines);
        }
        column(columns, "case").id(lines);
    }

    private static Read log(List<Column> columns, double smoothing) {
        boolean estimated = !column(columns, "propensity").there();
        double[] propensities = estimated
                ? Propensities.ofChoices(
                        column(columns, "context").indices.toIntArray(),
                        column(columns, "action").indices.toIntArray(),
                        column(columns, "action").ids.size(),
                        smoothing)
                : column(columns, "propensity").numbers.toDoubleArray();
        PolicyLog log = PolicyLog.of(
                column(columns, "reward").numbers.toDoubleArray(),
                propensities,
                column(columns, "target").numbers.toDoubleArray());
        if (column(columns, "q_logged").there()) {
            log = log.withModel(
                    column(columns, "q_logged").numbers.toDoubleArray(),
                    column(columns, "q_target").numbers.toDoubleArray());
        }
        if (column(columns, "case").there()) {
            log = log.withCases(column(columns, "case").indices.toIntArray());
        }
        return new Read(log, estimated);
    }
}
