package io.reco.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reco.core.io.Source;
import io.reco.eval.metric.DuplicatePolicy;
import io.reco.eval.metric.Population;
import io.reco.eval.metric.TiePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Files read, scored and written as {@code reco score} does, cell by cell against values of a plain Python program ({@code make_golden.py} beside
 * them) and, where they are there, against the fixtures.
 */
class RunGoldenTest {
    private static final Path OWN = Path.of("src", "test", "resources", "io", "reco", "eval", "run");
    private static final Path FIXTURES = Path.of("..", "..", "shared", "fixtures", "eval");
    private static final Pattern NAME = Pattern.compile("expected_([A-Za-z]+)_([a-z]+)_l(\\d)\\.tsv");
    private static final Map<String, TiePolicy> TIES = Map.of(
            "trec", TiePolicy.TREC,
            "idasc", TiePolicy.CODE_POINT,
            "stable", TiePolicy.FILE,
            "tieavg", TiePolicy.AVERAGE);

    /** Rows by first cell, each by header. */
    private static Map<String, Map<String, String>> table(String text) {
        List<String[]> rows = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                rows.add(line.split("\t", -1));
            }
        }
        Map<String, Map<String, String>> table = new LinkedHashMap<>();
        for (String[] row : rows.subList(1, rows.size())) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 1; i < row.length; i++) {
                cells.put(rows.get(0)[i], row[i]);
            }
            table.put(row[0], cells);
        }
        return table;
    }

    private static Map<String, Map<String, String>> read(Path file) throws IOException {
        return table(Files.readString(file, StandardCharsets.UTF_8));
    }

    private static <V> V get(Map<String, V> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static int compare(String what, Map<String, String> actual, Map<String, String> expected) {
        expected.forEach((label, value) -> {
            double cell = Double.parseDouble(get(actual, label));
            double wanted = Double.parseDouble(value);
            if (Double.isNaN(wanted)) {
                assertThat(cell).as("%s %s", what, label).isNaN();
            } else {
                assertThat(cell).as("%s %s", what, label).isCloseTo(wanted, within(1e-9));
            }
        });
        return expected.size();
    }

    private static String tsv(RunScores scores, Population population) throws IOException {
        StringBuilder out = new StringBuilder();
        ScoreTsv.write(List.of(scores), population, true, out);
        return out.toString();
    }

    private static List<Path> rankingFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.filter(p -> NAME.matcher(p.getFileName().toString()).matches())
                    .filter(p -> !p.getFileName().toString().contains("dedup"))
                    .sorted()
                    .toList();
        }
    }

    private static int checkRanking(Path expectedFile) throws IOException {
        Matcher name = NAME.matcher(expectedFile.getFileName().toString());
        assertThat(name.matches()).isTrue();
        Map<String, Map<String, String>> expected = read(expectedFile);
        expected.remove("*source");
        List<String> labels = List.copyOf(expected.values().iterator().next().keySet());
        int cells = 0;
        for (Population population : Population.values()) {
            String[] texts = new String[2];
            for (int threads : new int[] {1, 4}) {
                RunFiles files = new RunFiles();
                Qrels qrels = files.readQrels(Source.of(expectedFile.resolveSibling("qrels.tsv")));
                Run run = files.readRun(Source.of(expectedFile.resolveSibling("run_" + name.group(1) + ".tsv")));
                ScoreOptions options = ScoreOptions.DEFAULT
                        .withTies(get(TIES, name.group(2)))
                        .withLevel(Integer.parseInt(name.group(3)))
                        .withPopulation(population)
                        .withThreads(threads);
                RunScorer scorer = RunScorer.of(qrels, Optional.empty(), files, new ItemTables(files), labels, options);
                texts[threads / 4] = tsv(scorer.score(run), population);
            }
            assertThat(texts[1]).as("four threads, one thread").isEqualTo(texts[0]);
            Map<String, Map<String, String>> actual = table(texts[0]);
            for (Map.Entry<String, Map<String, String>> row : expected.entrySet()) {
                boolean user = !List.of("*judged", "*relevant", "*both").contains(row.getKey());
                if (user || row.getKey().equals("*" + population.label())) {
                    cells += compare(expectedFile + " " + row.getKey(), get(actual, row.getKey()), row.getValue());
                }
            }
        }
        return cells;
    }

    @Test
    void rankingOfOurOwnSets() throws IOException {
        int cells = 0;
        for (Path file : rankingFiles(OWN)) {
            cells += checkRanking(file);
        }
        assertThat(cells).isGreaterThan(90_000);
    }

    @Test
    void rankingOfTheFixtures() throws IOException {
        assumeTrue(Files.exists(FIXTURES), () -> "skipped: no golden files in " + FIXTURES);
        int cells = 0;
        for (Path file : rankingFiles(FIXTURES)) {
            cells += checkRanking(file);
        }
        assertThat(cells).isGreaterThan(10_000);
    }

    @Test
    void duplicatesOfTheFixtures() throws IOException {
        Path folder = FIXTURES.resolve("dups");
        assumeTrue(Files.exists(folder), () -> "skipped: no golden files in " + folder);
        Map<String, Map<String, String>> expected = read(folder.resolve("expected_dedup_trec_l1.tsv"));
        expected.remove("*source");
        RunFiles files = new RunFiles();
        Qrels qrels = files.readQrels(Source.of(folder.resolve("qrels.tsv")));
        Run run = files.readRun(Source.of(folder.resolve("run_dup.tsv")));
        RunScorer scorer = RunScorer.of(
                qrels,
                Optional.empty(),
                files,
                new ItemTables(files),
                List.copyOf(expected.values().iterator().next().keySet()),
                ScoreOptions.DEFAULT.withTies(TiePolicy.TREC).withDuplicates(DuplicatePolicy.KEEP_FIRST));
        Map<String, Map<String, String>> actual = table(tsv(scorer.score(run), Population.RELEVANT));
        actual.forEach((user, row) -> compare("dups " + user, row, get(expected, user)));
    }

    @Test
    void beyondAccuracyOfOurOwnSet() throws IOException {
        assertThat(checkBeyond(OWN.resolve("beyond"))).isGreaterThan(3000);
    }

    @Test
    void beyondAccuracyOfTheFixtures() throws IOException {
        Path folder = FIXTURES.resolve("beyond");
        assumeTrue(Files.exists(folder), () -> "skipped: no golden files in " + folder);
        assertThat(checkBeyond(folder)).isGreaterThan(100);
    }

    private static int checkBeyond(Path folder) throws IOException {
        int cells = 0;
        for (String name : List.of("pop", "flat")) {
            Map<String, Map<String, String>> users = read(folder.resolve("expected_" + name + "_users.tsv"));
            Map<String, String> system = new LinkedHashMap<>();
            read(folder.resolve("expected_" + name + "_system.tsv"))
                    .forEach((label, row) ->
                            system.put(label, row.values().iterator().next()));
            List<String> labels =
                    new ArrayList<>(users.values().iterator().next().keySet());
            labels.addAll(system.keySet());
            RunFiles files = new RunFiles();
            ItemTables tables = new ItemTables(files);
            tables.readCatalog(Source.of(folder.resolve("catalog.tsv")));
            Histories train = files.readHistories(Source.of(folder.resolve("train.tsv")));
            Qrels qrels = files.readQrels(Source.of(folder.resolve("qrels.tsv")));
            Run run = files.readRun(Source.of(folder.resolve("run_" + name + ".tsv")));
            tables.readTags(Source.of(folder.resolve("tags.tsv")));
            tables.readVectors(Source.of(folder.resolve("vectors.tsv")));
            RunScorer scorer = RunScorer.of(qrels, Optional.of(train), files, tables, labels, ScoreOptions.DEFAULT);
            Map<String, Map<String, String>> actual = table(tsv(scorer.score(run), Population.RELEVANT));
            for (Map.Entry<String, Map<String, String>> row : users.entrySet()) {
                String user = row.getKey().equals("*mean") ? "*relevant" : row.getKey();
                cells += compare(name + " " + user, get(actual, user), row.getValue());
            }
            cells += compare(name, get(actual, "*relevant"), system);
        }
        return cells;
    }

    @Test
    void theChallengeOf2018() throws IOException {
        Path folder = FIXTURES.resolve("mpd");
        assumeTrue(Files.exists(folder), () -> "skipped: no golden files in " + folder);
        Map<String, Map<String, String>> expected = read(folder.resolve("expected.tsv"));
        RunFiles files = new RunFiles();
        ItemTables tables = new ItemTables(files);
        Qrels qrels = files.readQrels(Source.of(folder.resolve("truth.tsv")));
        Run run = files.readRun(Source.of(folder.resolve("lists.tsv")));
        tables.readArtists(Source.of(folder.resolve("artists.tsv")));
        RunScorer scorer = RunScorer.of(
                qrels,
                Optional.empty(),
                files,
                tables,
                List.copyOf(expected.values().iterator().next().keySet()),
                ScoreOptions.DEFAULT);
        Map<String, Map<String, String>> actual = table(tsv(scorer.score(run), Population.RELEVANT));
        int cells = 0;
        for (Map.Entry<String, Map<String, String>> row : expected.entrySet()) {
            String user = row.getKey().equals("*mean") ? "*relevant" : row.getKey();
            cells += compare(user, get(actual, user), row.getValue());
        }
        assertThat(cells).isEqualTo(55);
    }
}
