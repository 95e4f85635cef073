package io.reco.examples;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import io.reco.core.random.SplitMix64;
import io.reco.core.recommend.Query;
import io.reco.core.split.Split;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationResult;
import io.reco.eval.Evaluator;
import io.reco.eval.ModelComparison;
import io.reco.eval.stats.Correction;
import io.reco.examples.model.Names;
import io.reco.examples.quickstart.Protocol;
import io.reco.examples.quickstart.Protocol.SplitChoice;
import io.reco.rerank.config.SurfaceReader;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.surface.Surface;
import io.reco.rerank.surface.SurfaceDiff;
import io.reco.rerank.surface.SurfaceRecommender;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What another surface file would do. */
@Command(
        name = "diff",
        description = {
            "What changes when surface A becomes surface B: how many lists change and how much, what each rule does in both,"
                    + " which tracks come and go, and what it costs in metrics, with paired tests.",
            "The data is divided as 'reco quickstart' does it; models are fitted with the training part, lists are made at its"
                    + " end for a sample of the characters of the test part, and judged by that part. Sources: "
                    + SurfaceModels.NAMES + ". A model of --model should not have been trained with the test part."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco surface diff home.yaml new.yaml --world 500,2000,1",
            "  reco surface diff home.yaml new.yaml --data ../ml-1m --format sasrec --characters 2000 --out diff.html"
        })
final class SurfaceDiffCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "Surface file as it is.")
    @SuppressWarnings("NullAway.Init") // required
    private Path before;

    @Parameters(index = "1", paramLabel = "B", description = "Surface file as it would be.")
    @SuppressWarnings("NullAway.Init") // required
    private Path after;

    @Mixin
    private DataArguments data = new DataArguments();

    @Mixin
    private TrainedModels models = new TrainedModels();

    @Option(
            names = "--characters",
            paramLabel = "N",
            description = "How many characters at most, a random sample (default: ${DEFAULT-VALUE}).")
    private int characters = 1000;

    @Option(names = "-k", paramLabel = "N", description = "Length of the lists of both (default: that of A).")
    private @Nullable Integer k;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the report as HTML.")
    private @Nullable Path report;

    @Option(
            names = "--examples",
            paramLabel = "N",
            description = "How many of the most changed lists and tracks to show (default: ${DEFAULT-VALUE}).")
    private int examples = 5;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of models, sample and intervals (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; item2vec gives the same vectors only with one. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException {
        Given.requireAtLeast("--characters", characters, 1);
        Given.requireAtLeast("--examples", examples, 0);
        Given.requireAtLeast("--threads", threads, 1);
        if (k != null) {
            Given.requireAtLeast("-k", k, 1);
        }
        data.check();
        PrintWriter err = spec.commandLine().getErr();
        if (report != null) {
            List<Path> inputs = new ArrayList<>(List.of(before, after));
            data.file().ifPresent(inputs::add);
            OutputPath.requireNoInput("--out " + report, report, inputs);
        }
        models.check(before, after);
        DataArguments.Loaded loaded = data.load(err);
        Split split = Protocol.split(loaded.dataset(), loaded.format(), SplitChoice.AUTO, seed);
        Dataset train = split.train();
        Dataset test = sample(split.test());
        SurfaceResources resources = SurfaceModels.resources(
                train, loaded.ordered(), models.open(train, loaded.ordered()), threads, seed, err);
        Surface a = Surface.of(SurfaceReader.of(resources).read(before), resources);
        Surface b = Surface.of(SurfaceReader.of(resources).read(after), resources);
        int length = k == null ? a.config().k() : k;
        SurfaceDiff diff = SurfaceDiff.of(a, b, queries(test, length), threads, examples);
        SurfaceDiffReport told = new SurfaceDiffReport(
                before.toString(),
                after.toString(),
                length,
                split.protocol(),
                a,
                b,
                diff,
                comparison(a, b, train, test, split.protocol(), length),
                new Names(train.catalog()));
        told.print(spec.commandLine().getOut());
        if (report != null) {
            told.html().write(report);
            err.println("Report written to " + report);
        }
        return 0;
    }

    /** The characters with events in the test part, in the order of the data. */
    private static List<Query> queries(Dataset test, int length) {
        List<Query> queries = new ArrayList<>();
        IdMap ids = test.profiles().ids();
        for (int c = 0; c < test.events().characterCount(); c++) {
            if (test.events().count(c) > 0) {
                queries.add(Query.forCharacter(ids.id(c), length));
            }
        }
        return queries;
    }

    private ModelComparison comparison(Surface a, Surface b, Dataset train, Dataset test, String protocol, int length) {
        List<String> metrics = SurfaceDiffReport.metrics(length);
        EvaluationOptions options = EvaluationOptions.of(length, metrics.toArray(new String[0]))
                .withThreads(threads)
                .withIntervals(0.95, 1000, seed);
        Evaluator evaluator = Evaluator.of(train, test, protocol, options);
        List<EvaluationResult> results = List.of(
                evaluator.evaluate(SurfaceRecommender.of(a).withName("A")),
                evaluator.evaluate(SurfaceRecommender.of(b).withName("B")));
        return ModelComparison.of(results, "A", metrics, options, Correction.HOLM);
    }

    /** The test events of a seeded sample of characters. */
    private Dataset sample(Dataset test) {
        EventLog log = test.events();
        List<Integer> tested = new ArrayList<>();
        for (int c = 0; c < log.characterCount(); c++) {
            if (log.count(c) > 0) {
                tested.add(c);
            }
        }
        SplitMix64 random = new SplitMix64(seed);
        BitSet events = new BitSet();
        for (int j = 0; j < Math.min(characters, tested.size()); j++) {
            int pick = j + random.nextInt(tested.size() - j);
            int c = tested.get(pick);
            tested.set(pick, tested.get(j));
            events.set(log.start(c), log.end(c));
        }
        return test.withEvents(log.where(events::get));
    }
}
