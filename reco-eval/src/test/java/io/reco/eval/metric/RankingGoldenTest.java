package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.reco.eval.metric.Fixtures.Ids;
import io.reco.eval.metric.Fixtures.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every {@code expected_<run>_<ties>_l<level>.tsv} of the fixtures (NIST trec_eval 10.0-rc3 and an independent NumPy
 * implementation): every user, every column, every mean.
 */
class RankingGoldenTest {
    private static final double TOLERANCE = 1e-9;
    private static final Pattern NAME = Pattern.compile("expected_([A-Za-z]+)_([a-z]+)_l(\\d)\\.tsv");
    private static final Map<String, TiePolicy> TIES = Map.of(
            "trec", TiePolicy.TREC,
            "idasc", TiePolicy.CODE_POINT,
            "stable", TiePolicy.FILE,
            "tieavg", TiePolicy.AVERAGE);

    @Test
    void everyRankingFileMatches() {
        List<Path> files = Fixtures.expectedRankingFiles();
        assumeFalse(files.isEmpty(), () -> "skipped: no golden files in " + Fixtures.folder());
        int cells = 0;
        for (Path file : files) {
            cells += check(file);
        }
        assertThat(cells).isGreaterThan(1000);
    }

    @Test
    void duplicatesAreRejectedInStrictModeAndKeptFirstOtherwise() {
        Ids ids = new Ids();
        Table run = Table.read(Fixtures.need("dups/run_dup.tsv"), ids);
        ListResolver strict = new ListResolver(ids::id, TiePolicy.TREC, DuplicatePolicy.ERROR);
        assertThatThrownBy(() -> strict.resolve(run.itemsOf("u0"), run.numbersOf("u0")))
                .hasMessageContaining("'i007'")
                .hasMessageContaining("keep-first");
        check(Fixtures.need("dups/expected_dedup_trec_l1.tsv"), "run_dup.tsv");
    }

    private static int check(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        assertThat(name.matches()).isTrue();
        return check(file, "run_" + name.group(1) + ".tsv");
    }

    private static int check(Path file, String runName) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        assertThat(name.matches()).isTrue();
        TiePolicy ties = Fixtures.get(TIES, name.group(2));
        int level = Integer.parseInt(name.group(3));
        Ids ids = new Ids();
        Table qrels = Table.read(file.resolveSibling("qrels.tsv"), ids);
        Table run = Table.read(file.resolveSibling(runName), ids);
        List<String[]> expected = Fixtures.rows(file);
        String[] labels = Arrays.copyOfRange(expected.get(0), 1, expected.get(0).length);
        Map<String, double[]> actual = score(qrels, run, ids, ties, level, labels);
        int cells = 0;
        for (String[] row : expected.subList(2, expected.size())) {
            double[] values = Fixtures.get(actual, row[0]);
            for (int c = 0; c < labels.length; c++) {
                assertThat(values[c])
                        .as("%s %s %s", file, row[0], labels[c])
                        .isCloseTo(Double.parseDouble(row[c + 1]), within(TOLERANCE));
                cells++;
            }
        }
        return cells;
    }

    private static Map<String, double[]> score(
            Table qrels, Table run, Ids ids, TiePolicy ties, int level, String[] labels) {
        List<Metric> metrics = new ArrayList<>();
        for (String label : labels) {
            metrics.add(Metrics.parse(label, MetricResources.none()));
            assertThat(metrics.get(metrics.size() - 1).label()).isEqualTo(label);
        }
        ListResolver resolver = new ListResolver(ids::id, ties, DuplicatePolicy.KEEP_FIRST);
        Map<String, double[]> values = new HashMap<>();
        for (Population population : Population.values()) {
            MetricCollector collector = new MetricCollector(metrics, population, ids.size(), MetricResources.none());
            for (String user : qrels.users()) {
                RankedItems list = run.users().contains(user)
                        ? resolver.resolve(run.itemsOf(user), run.numbersOf(user))
                        : RankedItems.missing();
                MetricContext context = MetricContext.of(list, qrels.truthOf(user), level, new int[0]);
                double[] row = collector.compute(context);
                collector.add(context, row);
                if (population == Population.JUDGED) {
                    values.put(user, row);
                }
            }
            values.put(
                    "*" + population.label(),
                    collector.values().values().stream()
                            .mapToDouble(MetricValue::value)
                            .toArray());
        }
        return values;
    }
}
