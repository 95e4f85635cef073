package io.reco.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.io.Source;
import io.reco.eval.metric.DuplicatePolicy;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.metric.Metrics;
import io.reco.eval.run.MetricTables.Table;
import io.reco.eval.stats.Correction;
import io.reco.eval.stats.TestOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunScorerTest {
    private static Source source(String name, String text) {
        return Source.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static final String QRELS = "user\titem\tgrade\nu1\ta\t1\nu2\tb\t1\nu3\tc\t0\nu4\td\t1\n";

    private final RunFiles files = new RunFiles();
    private final ItemTables tables = new ItemTables(files);

    private RunScores score(List<String> labels, Optional<Histories> train, String run) throws IOException {
        Qrels qrels = files.readQrels(source("qrels", QRELS));
        Run lists = files.readRun(source("run", run));
        return RunScorer.of(qrels, train, files, tables, labels, ScoreOptions.DEFAULT)
                .score(lists);
    }

    private static MetricValue metric(RunScores scores, String label) {
        return Objects.requireNonNull(scores.metrics().get(label), label);
    }

    @Test
    void countsStandBesideTheMean() throws IOException {
        RunScores scores =
                score(List.of("hit@1"), Optional.empty(), "user\titem\tscore\nu1\ta\t1\nu2\ta\t1\nx\ta\t1\n");
        assertThat(scores.users()).containsExactly("u1", "u2", "u3", "u4");
        assertThat(scores.judged()).isEqualTo(4);
        assertThat(scores.withoutRelevant()).isEqualTo(1);
        assertThat(scores.missing()).isEqualTo(2);
        assertThat(metric(scores, "hit@1").value()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(metric(scores, "hit@1").n()).isEqualTo(3);
        assertThat(scores.value("hit@1", 2))
                .as("outside the population, printed all the same")
                .isZero();
        assertThat(metric(scores, "hit@1").perCharacter()[2]).isNaN();
    }

    @Test
    void gainsAreATableOfTheirOwn() throws IOException {
        Qrels qrels = files.readQrels(source("qrels", QRELS));
        Qrels heard = files.readGains(qrels, source("gains", "gain\tuser\titem\n0.5\tu1\ta\n0\tu1\tb\n1\tnobody\ta\n"));
        Run lists = files.readRun(source("run", "user\titem\tscore\nu1\tb\t2\nu1\ta\t1\nu2\tb\t1\n"));
        List<String> labels = List.of("satisfied@2", "skipped@2", "ndcg_satisfied@2", "recall@2", "num_rel");
        RunScores scores = RunScorer.of(heard, Optional.empty(), files, tables, labels, ScoreOptions.DEFAULT)
                .score(lists);
        assertThat(scores.users()).containsExactly("u1", "u2", "u3", "u4");
        assertThat(scores.value("satisfied@2", 0)).isEqualTo(0.25);
        assertThat(scores.value("skipped@2", 0)).isEqualTo(0.5);
        assertThat(scores.value("ndcg_satisfied@2", 0)).isCloseTo(Math.log(2) / Math.log(3), within(1e-15));
        assertThat(scores.value("recall@2", 0)).as("grades stay").isEqualTo(1);
        assertThat(scores.value("num_rel", 0)).isEqualTo(1);
        assertThat(scores.value("satisfied@2", 1))
                .as("b has grade 1, but no row: not heard")
                .isNaN();
        assertThat(scores.value("ndcg_satisfied@2", 1)).isZero();
        Qrels twoHeard = files.readQrels(source("qrels", "user\titem\tgrade\nu1\ta\t1\nu1\tb\t1\n"));
        RunScores partly = RunScorer.of(
                        files.readGains(twoHeard, source("gains", "user\titem\tgain\nu1\ta\t0.5\n")),
                        Optional.empty(),
                        files,
                        tables,
                        labels,
                        ScoreOptions.DEFAULT)
                .score(lists);
        assertThat(partly.value("satisfied@2", 0)).as("a alone was heard").isEqualTo(0.5);
        assertThat(scores.value("satisfied@2", 3)).isNaN();
    }

    @Test
    void badGainsAreRefusedWithTheirLine() {
        for (String[] bad : new String[][] {
            {"user\titem\tgain\nu1\ta\t1.5\n", "not from 0 to 1"},
            {"user\titem\tgain\nu1\ta\tx\n", "the gain is not a number"},
            {"user\titem\tgain\nu1\ta\t1\nu1\ta\t1\n", "twice"},
            {"user\titem\nu1\ta\n", "user and item and gain"},
            {"u1 0 a 1\n", "user and item and gain"},
        }) {
            assertThatThrownBy(() -> files.readGains(files.readQrels(source("qrels", QRELS)), source("gains", bad[0])))
                    .as(bad[0])
                    .isInstanceOf(RunFormatException.class)
                    .hasMessageContaining(bad[1]);
        }
    }

    @Test
    void sampledMetricsNeedTheWholeRankingAndTheCatalogue() throws IOException {
        tables.readCatalog(source("catalog", "item\na\nb\nc\nd\n"));
        String full = "user\titem\tscore\nu1\tb\t4\nu1\ta\t3\nu1\tc\t2\nu1\td\t1\n";
        RunScores scores = score(List.of("hit@1 sampled(1)", "hit@1"), Optional.empty(), full);
        assertThat(scores.value("hit@1 sampled(1)", 0)).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(scores.value("hit@1", 0)).isZero();
        assertThatThrownBy(() -> score(List.of("hit@1 sampled(1)"), Optional.empty(), "user\titem\tscore\nu1\tb\t4\n"))
                .hasMessageContaining("user 'u1'")
                .hasMessageContaining("need lists with all items")
                .hasMessageContaining("1 of 4");
        RunFiles others = new RunFiles();
        Qrels qrels = others.readQrels(source("qrels", QRELS));
        assertThatThrownBy(() -> RunScorer.of(
                        qrels,
                        Optional.empty(),
                        others,
                        new ItemTables(others),
                        List.of("hit@1 sampled(1)"),
                        ScoreOptions.DEFAULT))
                .hasMessageContaining("--catalog");
    }

    @Test
    void sampledMetricsLeaveOutWhatTheUserHasInTrainingAndIsNotShown() throws IOException {
        tables.readCatalog(source("catalog", "item\na\nb\nc\nd\ne\nf\n"));
        Histories train = files.readHistories(source("train", "user\titem\nu1\tc\nu1\td\nu2\ta\n"));
        String lists = "user\titem\tscore\nu1\tb\t4\nu1\ta\t3\nu1\te\t2\nu1\tf\t1\n";
        RunScores scores = score(List.of("hit@1 sampled(2)"), Optional.of(train), lists);
        assertThat(scores.value("hit@1 sampled(2)", 0))
                .as("b is one of three others; of the catalogue it would be one of five")
                .isCloseTo(1 / 3.0, within(1e-15));
        String again = lists + "u1\tc\t0\n";
        assertThat(score(List.of("hit@1 sampled(2)"), Optional.of(train), again).value("hit@1 sampled(2)", 0))
                .as("c is shown again: one of four")
                .isCloseTo(1 / 2.0, within(1e-15));
        assertThatThrownBy(() -> score(List.of("hit@1 sampled(2)"), Optional.empty(), lists))
                .as("not known whether the others were barred or cut off")
                .hasMessageContaining("--train")
                .hasMessageContaining("4 of 6");
    }

    @Test
    void metricsOfGainsNeedGains() {
        for (String label :
                List.of("satisfied@2", "skipped@2", "ndcg_satisfied", "ndcg_satisfied@2", "ndcg_satisfied_repeat@2")) {
            assertThatThrownBy(() -> score(
                            List.of(label),
                            Optional.of(files.readHistories(source("train", "user\titem\nu1\ta\n"))),
                            "user\titem\tscore\nu1\tb\t4\n"))
                    .hasMessage("metric '" + label + "' needs gains (--gains)");
        }
    }

    @Test
    void cutoffsAndMissingTablesAreToldBeforeAnyFileIsRead() {
        assertThatThrownBy(() -> MetricNames.expand("ndcg@5,10000000000"))
                .hasMessageContaining("ndcg@10000000000")
                .hasMessageContaining("expected a number from 1 to 999999999");
        assertThatThrownBy(() -> MetricNames.expand("clicks@15"))
                .hasMessageContaining("clicks@15")
                .hasMessageContaining("multiple of 10");
        assertThat(MetricTables.needed("ndcg@10")).isEmpty();
        assertThat(MetricTables.needed("serendipity_content@5")).containsExactly(Table.TRAIN, Table.VECTORS);
        assertThat(MetricTables.needed("rr sampled(100)")).containsExactly(Table.CATALOG);
        Map<String, String> options = Map.of(
                "arp@5", "--train",
                "gini@5", "--catalog",
                "ndcg_satisfied_repeat", "--gains",
                "tag_coverage@5", "--tags",
                "ild_jaccard@5", "--tags",
                "ild_cosine@5", "--vectors",
                "artist_entropy@5", "--artists",
                "rprec_artist_a", "--artists");
        options.forEach((label, option) -> {
            Set<Table> others = EnumSet.allOf(Table.class);
            others.remove(Table.valueOf(option.substring(2).toUpperCase(Locale.ROOT)));
            assertThatThrownBy(() -> MetricTables.check(List.of("ndcg", label), others))
                    .hasMessageStartingWith("metric '" + label + "' needs ")
                    .hasMessageEndingWith("(" + option + ")");
            MetricTables.check(List.of(label), EnumSet.allOf(Table.class));
        });
    }

    @Test
    void usersOfTrainingCountForWhatIsNotAccuracy() throws IOException {
        tables.readCatalog(source("catalog", "item\na\nb\nc\nd\n"));
        Histories train = files.readHistories(source("train", "user\titem\nt1\ta\nu1\tb\nt2\tb\n"));
        RunScores scores = score(
                List.of("hit@1", "user_coverage@1", "arp@1", "coverage@1"),
                Optional.of(train),
                "user\titem\tscore\nu1\ta\t1\nt1\tb\t1\n");
        assertThat(scores.users()).containsExactly("u1", "u2", "u3", "u4", "t1", "t2");
        assertThat(scores.judged()).isEqualTo(4);
        assertThat(metric(scores, "hit@1").n()).isEqualTo(3);
        assertThat(metric(scores, "user_coverage@1").value()).isCloseTo(2 / 6.0, within(1e-15));
        assertThat(metric(scores, "coverage@1").value()).isEqualTo(0.5);
        // a is in 1 training list, b in 2.
        assertThat(metric(scores, "arp@1").value()).isEqualTo(1.5);
        assertThat(scores.value("hit@1", 4)).isNaN();
        assertThat(scores.value("arp@1", 4)).isEqualTo(2);
    }

    @Test
    void whatAMetricNeedsIsNamed() {
        String run = "user\titem\tscore\nu1\ta\t1\n";
        for (String label : List.of("ndcg_repeat@5", "repeat@5", "pop_lift@5", "gap_list@5")) {
            assertThatThrownBy(() -> score(List.of(label), Optional.empty(), run))
                    .hasMessageContaining(label)
                    .hasMessageContaining("--train");
        }
        assertThatThrownBy(() -> score(List.of("gini@5"), Optional.empty(), run))
                .hasMessageContaining("--catalog");
        assertThatThrownBy(() -> score(List.of("novelty_users@5"), Optional.empty(), run))
                .hasMessage("metric 'novelty_users@5' needs the training table (--train)");
        assertThatThrownBy(() -> score(List.of("precision"), Optional.empty(), run))
                .hasMessageContaining("needs a cutoff");
    }

    @Test
    void itemsOutsideTheCatalogueAreRefused() throws IOException {
        tables.readCatalog(source("catalog", "item\na\n"));
        assertThatThrownBy(() -> score(List.of("hit@1"), Optional.empty(), "user\titem\tscore\nu1\tz\t1\n"))
                .hasMessageContaining("run: item 'z' is not in the catalogue");
        Histories train = files.readHistories(source("train", "user\titem\nt1\ty\n"));
        assertThatThrownBy(() -> score(List.of("hit@1"), Optional.of(train), "user\titem\tscore\nu1\ta\t1\n"))
                .hasMessageContaining("train: item 'y'");
    }

    @Test
    void duplicatesFollowThePolicy() throws IOException {
        String run = "user\titem\tscore\nu1\tx\t3\nu1\tx\t2\nu1\ta\t1\n";
        assertThatThrownBy(() -> score(List.of("rr"), Optional.empty(), run))
                .hasMessageContaining("run, user 'u1'")
                .hasMessageContaining("'x'")
                .hasMessageContaining("keep-first");
        Qrels qrels = files.readQrels(source("qrels", QRELS));
        RunScores kept = RunScorer.of(
                        qrels,
                        Optional.empty(),
                        files,
                        tables,
                        List.of("rr"),
                        ScoreOptions.DEFAULT.withDuplicates(DuplicatePolicy.KEEP_FIRST))
                .score(files.readRun(source("run", run)));
        assertThat(kept.value("rr", 0)).isEqualTo(0.5);
    }

    @Test
    void namesAreExpanded() {
        assertThat(MetricNames.expand(" ndcg@5,10 , recall@20,rr,ndcg@5"))
                .containsExactly("ndcg@5", "ndcg@10", "recall@20", "rr");
        assertThat(MetricNames.expand("hit@5 sampled(100),10,20,rr,ndcg@5,10"))
                .containsExactly(
                        "hit@5 sampled(100)", "hit@10 sampled(100)", "hit@20 sampled(100)", "rr", "ndcg@5", "ndcg@10");
        assertThat(MetricNames.expand("rr@5 sampled(9 with replacement),10"))
                .containsExactly("rr@5 sampled(9 with replacement)", "rr@10 sampled(9 with replacement)");
        assertThat(MetricNames.expand("mpd,counts"))
                .containsExactly("rprec", "ndcg@500", "clicks@500", "num_rel", "num_ret", "num_rel_ret");
        assertThat(MetricNames.expand("system@5,7")).hasSize(28).contains("gini@5", "gini@7");
        assertThat(MetricNames.expand("trec")).hasSize(88);
        for (String group : List.of("accuracy@3", "beyond@3", "system@3", "music@3", "trec", "mpd", "counts")) {
            for (String label : MetricNames.expand(group)) {
                String name = label.replaceAll("@.*", "");
                assertThat(Metrics.names()).contains(name);
            }
        }
        assertThatThrownBy(() -> MetricNames.expand("nddcg@10"))
                .hasMessageContaining("'nddcg@10'")
                .hasMessageContaining("did you mean 'ndcg@10'");
        assertThatThrownBy(() -> MetricNames.expand("rr,5")).hasMessageContaining("'5'");
        assertThatThrownBy(() -> MetricNames.expand("system")).hasMessageContaining("needs a cutoff");
        assertThatThrownBy(() -> MetricNames.expand("mpd@5")).hasMessageContaining("no cutoff");
        assertThatThrownBy(() -> MetricNames.expand("ndcg@10,,rr")).hasMessageContaining("unknown metric ''");
    }

    /** Two systems over 60 users; the first one finds its item earlier. */
    private List<RunScores> twoRuns() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder qrels = new StringBuilder("user\titem\tgrade\n");
        StringBuilder a = new StringBuilder("user\titem\tscore\n");
        StringBuilder b = new StringBuilder("user\titem\tscore\n");
        for (int u = 0; u < 60; u++) {
            qrels.append("u").append(u).append("\tgood\t1\n");
            for (int i = 0; i < 20; i++) {
                a.append("u")
                        .append(u)
                        .append("\tx")
                        .append(i)
                        .append('\t')
                        .append(i)
                        .append('\n');
                b.append("u")
                        .append(u)
                        .append("\tx")
                        .append(i)
                        .append('\t')
                        .append(i)
                        .append('\n');
            }
            a.append("u")
                    .append(u)
                    .append("\tgood\t")
                    .append(12.5 + random.nextInt(8))
                    .append('\n');
            b.append("u")
                    .append(u)
                    .append("\tgood\t")
                    .append(4.5 + random.nextInt(12))
                    .append('\n');
        }
        Qrels judged = files.readQrels(source("qrels", qrels.toString()));
        List<Run> runs = new ArrayList<>();
        runs.add(files.readRun(source("a", a.toString())));
        runs.add(files.readRun(source("b", b.toString())));
        RunScorer scorer = RunScorer.of(
                judged,
                Optional.empty(),
                files,
                tables,
                List.of("rr", "clicks@20", "personalization@5"),
                ScoreOptions.DEFAULT.withThreads(2));
        return runs.stream().map(scorer::score).toList();
    }

    @Test
    void twoRunsAreComparedInTheDirectionOfTheMetric() throws IOException {
        TestOptions options = TestOptions.DEFAULT.withResamples(2000);
        RunComparison comparison = RunComparison.of(twoRuns(), options, Correction.HOLM, 2);
        assertThat(comparison.rows()).extracting(RunComparison.Row::metric).containsExactly("rr", "clicks@20");
        RunComparison.Row rr = comparison.rows().get(0);
        assertThat(rr.n()).isEqualTo(60);
        assertThat(rr.difference())
                .isCloseTo(rr.meanA() - rr.meanB(), within(1e-12))
                .isPositive();
        assertThat(rr.better()).isGreaterThan(rr.worse());
        assertThat(rr.tP()).isLessThan(0.001);
        assertThat(rr.adjustedP()).isGreaterThan(rr.permutationP() * 1.5);
        assertThat(rr.interval().orElseThrow().low()).isPositive().isLessThan(rr.difference());
        assertThat(rr.neededUsers().orElseThrow()).isLessThan(60L);
        assertThat(rr.smallestVisible()).isPositive().isLessThan(rr.difference());
        RunComparison.Row clicks = comparison.rows().get(1);
        assertThat(clicks.difference()).isNegative();
        assertThat(clicks.better()).as("fewer clicks are better").isGreaterThan(clicks.worse());
        assertThat(RunComparison.of(twoRuns(), options, Correction.HOLM, 1)).isEqualTo(comparison);
    }

    @Test
    void oneRunIsComparedWithNothing() throws IOException {
        List<RunScores> one = twoRuns().subList(0, 1);
        assertThat(RunComparison.of(one, TestOptions.DEFAULT, Correction.HOLM, 1)
                        .rows())
                .isEmpty();
    }

    @Test
    void pairsFromATable() throws IOException {
        PairTable table = PairTable.read(source("t", "user\tb\ta\tcase\nu1\t1\t3\tx\nu2\t0\t1\tx\nu1\t1\t1\ty\n"));
        assertThat(table.cases().keySet()).containsExactly("x", "y");
        assertThat(Objects.requireNonNull(table.cases().get("x")).values()).containsExactly(2, 1);
        PairStatistics statistics =
                PairStatistics.of(table, TestOptions.DEFAULT.withResamples(50), Correction.BONFERRONI, "bonferroni", 2);
        StringBuilder out = new StringBuilder();
        statistics.writeTsv(out);
        assertThat(out.toString())
                .startsWith("case\ttest\tquantity\tvalue\nx\tt\tn\t2\nx\tt\tmean_diff\t1.5\n")
                .contains("x\tsign\tp_two\t0.5\nx\tsign\tp_two_bonferroni\t1\n")
                .contains("y\tsign\tp_two\t1\n");
        assertThatThrownBy(() -> PairTable.read(source("t", "case\tuser\ta\nx\tu\t1\n")))
                .hasMessageContaining("columns case, user, a and b");
        assertThatThrownBy(() -> PairTable.read(source("t", "case\tuser\ta\tb\nx\tu\t1\tinf\n")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("b is not a finite number")
                .hasMessageContaining("'inf'");
        assertThatThrownBy(() -> PairTable.read(source("t", "case\tuser\ta\tb\nx\tu\t1e308\t-1e308\n")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("a - b is not a finite number");
        assertThatThrownBy(() -> PairTable.read(source("t", "case\tuser\ta\tb\nx\tu\t1e200\t1\n")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("a - b is more than 1.0E100 in absolute value");
        assertThatThrownBy(() -> PairTable.read(source("t", "case\tuser\ta\tb\nx\tu\t1\t1\nx\tu\t1\t1\n")))
                .hasMessageContaining("line 3")
                .hasMessageContaining("twice");
    }
}
