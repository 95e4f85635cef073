package io.reco.eval.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.parallel.Parallel;
import io.reco.eval.stats.Correction;
import io.reco.eval.stats.PairedDifferences;
import io.reco.eval.stats.PairedStatistics;
import io.reco.eval.stats.TestOptions;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tests of {@link PairedStatistics} for every case of a table, and for several cases every two-sided p adjusted over those cases that
 * have the test. Written as rows {@code case test quantity value}, or as JSON objects in the same order. Immutable.
 *
 * @param rows case by case
 */
public record PairStatistics(List<Row> rows) {
    /**
     * One number.
     *
     * @param name of the case
     * @param test name of the test
     * @param quantity what it is
     * @param value the number
     */
    public record Row(String name, String test, String quantity, double value) {}

    /** Copies the rows. */
    public PairStatistics {
        rows = List.copyOf(rows);
    }

    /**
     * {@return the statistics of all cases}
     *
     * @param table of cases
     * @param options of tests and intervals
     * @param correction of every test over the cases
     * @param label name of the correction, in quantities such as {@code p_two_holm}
     * @param threads at least 1; no influence on any digit
     */
    public static PairStatistics of(
            PairTable table, TestOptions options, Correction correction, String label, int threads) {
        List<String> names = List.copyOf(table.cases().keySet());
        List<PairedDifferences> differences = List.copyOf(table.cases().values());
        PairedStatistics[] statistics = new PairedStatistics[names.size()];
        Parallel.run(
                threads,
                names.size(),
                () -> differences,
                (all, i) -> statistics[i] = PairedStatistics.of(all.get(i), options));
        Map<String, List<Double>> families = new LinkedHashMap<>();
        for (PairedStatistics one : statistics) {
            for (PairedStatistics.Row row : one.rows()) {
                if (row.quantity().equals("p_two")) {
                    families.computeIfAbsent(row.test(), t -> new ArrayList<>()).add(row.value());
                }
            }
        }
        Map<String, double[]> adjusted = new LinkedHashMap<>();
        families.forEach((test, p) -> adjusted.put(
                test, correction.adjust(p.stream().mapToDouble(x -> x).toArray())));
        Map<String, Integer> next = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < statistics.length; i++) {
            for (PairedStatistics.Row row : statistics[i].rows()) {
                rows.add(new Row(names.get(i), row.test(), row.quantity(), row.value()));
                if (row.quantity().equals("p_two") && names.size() > 1) {
                    int place = next.merge(row.test(), 1, Integer::sum) - 1;
                    double p = adjusted.getOrDefault(row.test(), new double[0])[place];
                    rows.add(new Row(names.get(i), row.test(), "p_two_" + label, p));
                }
            }
        }
        return new PairStatistics(rows);
    }

    /**
     * Writes the rows as a table with tabs and a header.
     *
     * @param out where to
     */
    public void writeTsv(Appendable out) throws IOException {
        out.append("case\ttest\tquantity\tvalue\n");
        for (Row row : rows) {
            out.append(row.name).append('\t').append(row.test).append('\t').append(row.quantity);
            out.append('\t').append(Numbers.text(row.value)).append('\n');
        }
    }

    /**
     * Writes the rows as JSON: {@code {"settings": ..., "cases": {case: {test: {quantity: value}}}}}. What is not defined is {@code null}.
     *
     * @param settings what the numbers depend on, by name
     * @param out where to; not closed
     */
    public void writeJson(Map<String, Object> settings, Writer out) throws IOException {
        Map<String, Map<String, Map<String, Double>>> cases = new LinkedHashMap<>();
        for (Row row : rows) {
            cases.computeIfAbsent(row.name, n -> new LinkedHashMap<>())
                    .computeIfAbsent(row.test, t -> new LinkedHashMap<>())
                    .put(row.quantity, row.value);
        }
        JsonGenerator json = new ObjectMapper().getFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writePOJOField("settings", settings);
        json.writeObjectFieldStart("cases");
        for (var one : cases.entrySet()) {
            json.writeObjectFieldStart(one.getKey());
            for (var test : one.getValue().entrySet()) {
                json.writeObjectFieldStart(test.getKey());
                for (var quantity : test.getValue().entrySet()) {
                    ScoreJson.number(json, quantity.getKey(), quantity.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }
}
