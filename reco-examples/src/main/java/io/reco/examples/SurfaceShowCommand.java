package io.reco.examples;

import io.reco.core.recommend.Query;
import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import io.reco.examples.model.NameLookup;
import io.reco.examples.model.Names;
import io.reco.rerank.Reranked;
import io.reco.rerank.RuleCounts;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.Trace;
import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceReader;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.surface.Surface;
import io.reco.rerank.surface.SurfaceRecommender;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The list of one character with the trace of its rules. */
@Command(
        name = "show",
        description = {
            "The list that a surface makes for a character of the data, with everything its rules did to each track: in one"
                    + " table the tracks of the list, then the first of those that rules took out or held back.",
            "Sources are fitted with the data when the surface names them: " + SurfaceModels.NAMES + ". The similarity"
                    + " 'item2vec' is the cosine of its vectors. Trained models come in by --model."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco surface show home.yaml --world 500,2000,1 --character c7",
            "  reco surface show home.yaml --data ../ml-1m --format sasrec --character 1 -k 10 --out-of-list 20",
            "  reco surface show movies.yaml --data ../ml-1m --format sasrec --character 1 --model sasrec=movies"
        })
final class SurfaceShowCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Surface file, YAML or JSON.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Mixin
    private DataArguments data = new DataArguments();

    @Mixin
    private TrainedModels models = new TrainedModels();

    @Option(names = "--character", paramLabel = "ID", required = true, description = "Raw id of the character.")
    @SuppressWarnings("NullAway.Init") // required
    private String character;

    @Option(names = "-k", paramLabel = "N", description = "How many (default: as the surface has it).")
    private @Nullable Integer k;

    @Option(
            names = "--out-of-list",
            paramLabel = "N",
            description = "How many tracks to tell of that are not in the list (default: ${DEFAULT-VALUE}).")
    private int others = 5;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of models (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        Given.requireAtLeast("--out-of-list", others, 0);
        if (k != null) {
            Given.requireAtLeast("-k", k, 1);
        }
        data.check();
        PrintWriter err = spec.commandLine().getErr();
        models.check(file);
        DataArguments.Loaded loaded = data.load(err);
        String id = new NameLookup("character", loaded.dataset().profiles().ids(), c -> "").find(character);
        SurfaceResources resources = SurfaceModels.resources(
                loaded.dataset(),
                loaded.ordered(),
                models.open(loaded.dataset(), loaded.ordered()),
                Runtime.getRuntime().availableProcessors(),
                seed,
                err);
        SurfaceConfig config = SurfaceReader.of(resources).read(file).withTrace(true);
        Surface surface = Surface.of(config, resources);
        Reranked list = SurfaceRecommender.of(surface).rerank(Query.forCharacter(id, k == null ? config.k() : k));
        PrintWriter out = spec.commandLine().getOut();
        printList(list, new Names(loaded.dataset().catalog()), out);
        out.println();
        printRules(list.counts(), surface.pipeline(), out);
        return 0;
    }

    private void printList(Reranked list, Names names, PrintWriter out) {
        Map<String, List<Trace.Entry>> stories = new LinkedHashMap<>();
        for (Trace.Entry entry : list.trace().orElseThrow().entries()) {
            stories.computeIfAbsent(entry.trackId(), id -> new ArrayList<>()).add(entry);
        }
        ReportTable.Builder table = ReportTable.builder(String.format(
                        Locale.ROOT,
                        "Surface %s for %s: %d tracks of %d candidates",
                        list.context().surface(),
                        list.context().characterId(),
                        list.size(),
                        list.candidates().size()))
                .number("#")
                .text("id", "name", "from")
                .number("was", "score")
                .text("what the rules did");
        Map<String, String> sources = new LinkedHashMap<>();
        for (int c = 0; c < list.candidates().size(); c++) {
            sources.put(
                    list.context().catalog().tracks().id(list.candidates().track(c)),
                    list.candidates().source(c));
        }
        for (int p = 0; p < list.size(); p++) {
            String id = list.context().catalog().tracks().id(list.candidates().track(list.candidate(p)));
            table.row(row(String.valueOf(p + 1), stories.getOrDefault(id, List.of()), sources, names));
        }
        stories.values().stream()
                .filter(story -> last(story).kind() != Trace.Kind.KEPT
                        && (story.size() > 1 || last(story).kind() == Trace.Kind.DROPPED))
                .sorted(Comparator.comparingInt(story -> last(story).firstRank()))
                .limit(others)
                .forEach(story -> table.row(row("-", story, sources, names)));
        out.print(TextTable.render(table.build()));
        list.shortfall().ifPresent(out::println);
    }

    private static void printRules(RuleCounts counts, RulePipeline pipeline, PrintWriter out) {
        ReportTable.Builder table = ReportTable.builder("Rules in the order in which they ran")
                .text("rule")
                .number("dropped", "moved", "relaxed")
                .text("parameters");
        for (int r = 0; r < counts.rows().size(); r++) {
            RuleCounts.Row row = counts.rows().get(r);
            table.row(List.of(
                    Cell.of(row.rule()),
                    Cell.of(row.dropped()),
                    Cell.of(row.moved()),
                    Cell.of(row.relaxed()),
                    Cell.of(pipeline.rules().get(r).toString())));
        }
        out.print(TextTable.render(table.build()));
    }

    private static Trace.Entry last(List<Trace.Entry> story) {
        return story.get(story.size() - 1);
    }

    private static List<Cell> row(String position, List<Trace.Entry> story, Map<String, String> sources, Names names) {
        Trace.Entry last = last(story);
        return List.of(
                Cell.of(position),
                Cell.of(last.shownTrackId()),
                Cell.of(names.title(last.shownTrackId())),
                Cell.of(sources.getOrDefault(last.trackId(), "")),
                Cell.of(last.firstRank() == 0 ? "-" : String.valueOf(last.firstRank())),
                Cell.of(last.scoreAfter(), 4),
                Cell.of(String.join(
                        "; ",
                        story.stream()
                                .map(SurfaceShowCommand::told)
                                .filter(t -> !t.isEmpty())
                                .toList())));
    }

    /** One decision in a few words; nothing for those without a rule. */
    private static String told(Trace.Entry entry) {
        if (entry.rule().isEmpty()) {
            return "";
        }
        String what = switch (entry.kind()) {
            case RESCORED -> String.format(Locale.ROOT, "%+.4f", entry.scoreAfter() - entry.scoreBefore());
            default -> entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
        String ranks = entry.rankBefore() == entry.rankAfter() || entry.rankAfter() == 0 || entry.rankBefore() == 0
                ? ""
                : " " + entry.rankBefore() + ">" + entry.rankAfter();
        return entry.rule() + " " + what + (entry.detail().isEmpty() ? "" : " (" + entry.detail() + ")") + ranks;
    }
}
