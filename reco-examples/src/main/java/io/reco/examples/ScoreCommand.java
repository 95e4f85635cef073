package io.reco.examples;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.reco.core.data.IdMap;
import io.reco.core.io.Source;
import io.reco.eval.metric.DuplicatePolicy;
import io.reco.eval.metric.ListResolver;
import io.reco.eval.metric.Population;
import io.reco.eval.metric.TiePolicy;
import io.reco.eval.run.Histories;
import io.reco.eval.run.ItemTables;
import io.reco.eval.run.MetricNames;
import io.reco.eval.run.MetricTables;
import io.reco.eval.run.Qrels;
import io.reco.eval.run.Run;
import io.reco.eval.run.RunComparison;
import io.reco.eval.run.RunFiles;
import io.reco.eval.run.RunScorer;
import io.reco.eval.run.RunScores;
import io.reco.eval.run.ScoreJson;
import io.reco.eval.run.ScoreOptions;
import io.reco.eval.run.ScoreTsv;
import io.reco.eval.run.TrecWriter;
import io.reco.eval.stats.TestOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Metrics of lists that any system wrote. */
@Command(
        name = "score",
        description = {
            "Scores recommendation lists against judgements; several runs are also compared, with paired tests. Files are TREC"
                    + " qrels and runs, or tables with a header and tabs (user item grade; user item score); which, is seen from"
                    + " the first line. Files may be gzip."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco score --qrels qrels.tsv --run run.tsv --metrics ndcg@10,recall@20",
            "  reco score --qrels qrels.txt --run bm25.txt --metrics trec --ties trec --population judged --per-user",
            "  reco score --qrels qrels.tsv --run a.tsv --run b.tsv --metrics accuracy@5,10 --format json",
            "  reco score --qrels qrels.tsv --run a.tsv --metrics beyond@10,system@10 --train train.tsv \\",
            "    --catalog catalog.tsv --tags tags.tsv --vectors vectors.tsv",
            "",
            "Every metric and policy is defined in docs/help/score.md"
        })
final class ScoreCommand implements Callable<Integer> {
    private static final String TREC_QRELS = "qrels.txt";

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--qrels", paramLabel = "FILE", required = true, description = "What is relevant for whom.")
    @SuppressWarnings("NullAway.Init") // required
    private Path qrelsFile;

    @Option(
            names = "--run",
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description = "Lists of a system; several times: each is scored, and all pairs are compared.")
    private List<Path> runFiles = new ArrayList<>();

    @Option(
            names = "--metrics",
            paramLabel = "LIST",
            description =
                    "Metrics with commas: ndcg@10,recall@20; ndcg@5,10,20; groups accuracy@K, beyond@K, system@K, music@K,"
                            + " skips@K, trec, mpd, counts (default: ${DEFAULT-VALUE}).")
    private List<String> metrics = new ArrayList<>(List.of("accuracy@10"));

    @Option(
            names = "--level",
            paramLabel = "N",
            description = "An item is relevant from this grade on (default: ${DEFAULT-VALUE}).")
    private int level = 1;

    @Option(
            names = "--ties",
            paramLabel = "HOW",
            converter = Ties.class,
            completionCandidates = Ties.class,
            description = "Order of items of equal score: ${COMPLETION-CANDIDATES} (default: code-point).")
    private TiePolicy ties = TiePolicy.CODE_POINT;

    @Option(
            names = "--duplicates",
            paramLabel = "HOW",
            converter = Duplicates.class,
            completionCandidates = Duplicates.class,
            description = "An item twice in a list: ${COMPLETION-CANDIDATES} (default: error).")
    private DuplicatePolicy duplicates = DuplicatePolicy.ERROR;

    @Option(
            names = "--population",
            paramLabel = "WHO",
            converter = Populations.class,
            completionCandidates = Populations.class,
            description = "Over whom accuracy is averaged: ${COMPLETION-CANDIDATES} (default: relevant).")
    private Population population = Population.RELEVANT;

    @Option(names = "--per-user", description = "Also the values of every user.")
    private boolean perUser;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            converter = OutputFormat.Argument.class,
            completionCandidates = OutputFormat.Argument.class,
            description = "${COMPLETION-CANDIDATES} (default: tsv).")
    private OutputFormat format = OutputFormat.TSV;

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description =
                    "Training items of users (columns user, item): for novelty, calibration, repeats and the like.")
    private @Nullable Path train;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "All items, in the first column: for coverage, gini and the like.")
    private @Nullable Path catalog;

    @Option(
            names = "--gains",
            paramLabel = "FILE",
            description =
                    "How satisfied users were with what they heard: user, item, gain from 0 to 1; for ndcg_satisfied,"
                            + " satisfied and skipped.")
    private @Nullable Path gains;

    @Option(names = "--tags", paramLabel = "FILE", description = "Tags: item, tag, weight.")
    private @Nullable Path tags;

    @Option(names = "--vectors", paramLabel = "FILE", description = "Vectors of items: item, then the numbers.")
    private @Nullable Path vectors;

    @Option(names = "--artists", paramLabel = "FILE", description = "Main artists: item, artist.")
    private @Nullable Path artists;

    @Option(
            names = "--write-trec",
            paramLabel = "DIR",
            description = "Also write qrels.txt, run-1.txt, ... there, for trec_eval, in the order that ties give.")
    private @Nullable Path trecDirectory;

    @Mixin
    private TestArguments tests = new TestArguments();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; no influence on any digit. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** For {@code --ties}. */
    static final class Ties extends EnumArgument<TiePolicy> {
        Ties() {
            super(TiePolicy.class);
        }
    }

    /** For {@code --duplicates}. */
    static final class Duplicates extends EnumArgument<DuplicatePolicy> {
        Duplicates() {
            super(DuplicatePolicy.class);
        }
    }

    /** For {@code --population}. */
    static final class Populations extends EnumArgument<Population> {
        Populations() {
            super(Population.class);
        }
    }

    @Override
    public Integer call() throws IOException {
        List<String> labels = labels();
        ScoreOptions options = options();
        TestOptions testOptions = tests.options();
        if (trecDirectory != null) {
            requireNoInput(trecDirectory);
        }
        RunFiles files = new RunFiles();
        ItemTables tables = new ItemTables(files);
        if (catalog != null) {
            tables.readCatalog(Source.of(catalog)); // before all others
        }
        Optional<Histories> histories =
                train == null ? Optional.empty() : Optional.of(files.readHistories(Source.of(train)));
        Qrels judged = files.readQrels(Source.of(qrelsFile));
        Qrels qrels = gains == null ? judged : files.readGains(judged, Source.of(gains));
        List<Run> runs = new ArrayList<>();
        for (Path file : runFiles) {
            runs.add(files.readRun(Source.of(file)));
        }
        for (int r = 0; r < runs.size(); r++) {
            warnOfMissingUsers(qrels.users(), runs.get(r).users(), runFiles.get(r));
        }
        if (trecDirectory != null) {
            writeTrec(trecDirectory, judged, runs, files);
        }
        readTables(tables);
        RunScorer scorer = scorer(qrels, histories, files, tables, labels, options);
        List<RunScores> scores = runs.stream().map(scorer::score).toList();
        Optional<RunComparison> comparison = scores.size() < 2
                ? Optional.empty()
                : Optional.of(RunComparison.of(scores, testOptions, tests.correction(), threads));
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.TSV) {
            ScoreTsv.write(scores, population, perUser, out);
            if (comparison.isPresent()) {
                out.append('\n');
                ScoreTsv.write(comparison.get(), out);
            }
        } else {
            ScoreJson.write(
                    settings(labels, testOptions), hashes(), scores, perUser, testOptions, comparison, threads, out);
        }
        out.flush();
        return 0;
    }

    private ScoreOptions options() {
        ScoreOptions ofLevel =
                Given.made("--level", level, () -> new ScoreOptions(level, ties, duplicates, population, 1));
        return Given.set(
                ofLevel,
                "--threads",
                threads,
                (to, n) -> new ScoreOptions(to.level(), to.ties(), to.duplicates(), to.population(), n));
    }

    /** Files for trec_eval have fixed names, which are easily those of the files they come from. */
    private void requireNoInput(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new UsageException("--write-trec " + directory + " is a file; name a directory");
        }
        List<Path> inputs = new ArrayList<>(runFiles);
        inputs.add(qrelsFile);
        Stream.of(train, catalog, gains, tags, vectors, artists)
                .filter(Objects::nonNull)
                .forEach(inputs::add);
        List<Path> outputs = new ArrayList<>(List.of(directory.resolve(TREC_QRELS)));
        for (int r = 0; r < runFiles.size(); r++) {
            outputs.add(trecRun(directory, r));
        }
        for (Path output : outputs) {
            OutputPath.requireNoInput(
                    "--write-trec " + directory + " writes " + output.getFileName() + ", which", output, inputs);
        }
    }

    private static Path trecRun(Path directory, int run) {
        return directory.resolve("run-" + (run + 1) + ".txt");
    }

    /** Ids of another kind, or another run, give zeros without an error. */
    private void warnOfMissingUsers(IdMap judged, IdMap listed, Path run) {
        long missing = judged.ids().stream().filter(id -> !listed.contains(id)).count();
        if (2 * missing > judged.size()) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "reco: warning: %s of %,d users of %s have no list in %s; do both write ids in the same way?%n",
                            missing == judged.size() ? "all" : String.format(Locale.ROOT, "%,d", missing),
                            judged.size(),
                            qrelsFile,
                            run);
        }
    }

    /** The labels, in order. A name that does not exist, a wrong cutoff and a missing table are wrong usage. */
    private List<String> labels() {
        Set<String> labels = new LinkedHashSet<>();
        try {
            metrics.forEach(list -> labels.addAll(MetricNames.expand(list)));
            MetricTables.check(labels, tablesGiven());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--metrics: " + e.getMessage(), e);
        }
        return List.copyOf(labels);
    }

    private Set<MetricTables.Table> tablesGiven() {
        Map<MetricTables.Table, Optional<Path>> tables = new EnumMap<>(MetricTables.Table.class);
        tables.put(MetricTables.Table.TRAIN, Optional.ofNullable(train));
        tables.put(MetricTables.Table.CATALOG, Optional.ofNullable(catalog));
        tables.put(MetricTables.Table.GAINS, Optional.ofNullable(gains));
        tables.put(MetricTables.Table.TAGS, Optional.ofNullable(tags));
        tables.put(MetricTables.Table.VECTORS, Optional.ofNullable(vectors));
        tables.put(MetricTables.Table.ARTISTS, Optional.ofNullable(artists));
        tables.values().removeIf(Optional::isEmpty);
        return tables.keySet();
    }

    private RunScorer scorer(
            Qrels qrels,
            Optional<Histories> histories,
            RunFiles files,
            ItemTables tables,
            List<String> labels,
            ScoreOptions options) {
        try {
            return RunScorer.of(qrels, histories, files, tables, labels, options);
        } catch (IllegalArgumentException e) { // a wrong cutoff, or a metric that needs a table
            throw new UsageException("--metrics: " + e.getMessage(), e);
        }
    }

    private void readTables(ItemTables tables) throws IOException {
        if (tags != null) {
            tables.readTags(Source.of(tags));
        }
        if (vectors != null) {
            tables.readVectors(Source.of(vectors));
        }
        if (artists != null) {
            tables.readArtists(Source.of(artists));
        }
    }

    private void writeTrec(Path directory, Qrels qrels, List<Run> runs, RunFiles files) throws IOException {
        Files.createDirectories(directory);
        var items = files.items();
        try (Writer out = Files.newBufferedWriter(directory.resolve(TREC_QRELS), StandardCharsets.UTF_8)) {
            TrecWriter.writeQrels(qrels, items, out);
        }
        ListResolver resolver = new ListResolver(items::id, ties, duplicates);
        for (int r = 0; r < runs.size(); r++) {
            Path file = trecRun(directory, r);
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                TrecWriter.writeRun(runs.get(r), items, resolver, "run-" + (r + 1), out);
            }
        }
    }

    private Map<String, Object> settings(List<String> labels, TestOptions testOptions) throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("qrels", qrelsFile.toString());
        settings.put("qrels_sha256", sha256(qrelsFile));
        settings.put("metrics", labels);
        settings.put("level", level);
        settings.put("ties", ties.label());
        settings.put("duplicates", duplicates.label());
        settings.put("population", population.label());
        Map<String, @Nullable Path> given = new LinkedHashMap<>();
        given.put("train", train);
        given.put("catalog", catalog);
        given.put("gains", gains);
        given.put("tags", tags);
        given.put("vectors", vectors);
        given.put("artists", artists);
        for (Map.Entry<String, @Nullable Path> entry : given.entrySet()) {
            Path file = entry.getValue();
            if (file != null) {
                settings.put(entry.getKey(), file.toString());
                settings.put(entry.getKey() + "_sha256", sha256(file));
            }
        }
        settings.put("confidence", testOptions.level());
        settings.put("resamples", testOptions.resamples());
        settings.put("seed", testOptions.seed());
        return settings;
    }

    /** SHA-256 of the bytes of a file, in hexadecimal. */
    static String sha256(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    }

    private List<Map<String, Object>> hashes() throws IOException {
        List<Map<String, Object>> hashes = new ArrayList<>();
        for (Path file : runFiles) {
            hashes.add(Map.of("sha256", sha256(file)));
        }
        return hashes;
    }
}
