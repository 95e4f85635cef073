package io.reco.examples.quickstart;

import io.reco.core.data.Dataset;
import io.reco.core.progress.ProgressListener;
import io.reco.core.progress.RunSummary;
import io.reco.core.validate.DatasetValidator;
import io.reco.core.validate.ValidationOptions;
import io.reco.core.validate.ValidationReport;
import io.reco.embeddings.Neighbour;
import io.reco.eval.EvaluationExport;
import io.reco.eval.EvaluationResult;
import io.reco.eval.ModelComparison;
import io.reco.eval.report.Cell;
import io.reco.eval.report.EvaluationPlots;
import io.reco.eval.report.HtmlReport;
import io.reco.eval.report.ReportTable;
import io.reco.examples.model.DataHash;
import io.reco.examples.model.Presets;
import io.reco.rerank.RuleCounts;
import io.reco.rerank.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Both stages, end to end: data, validation, split, models, evaluation with and without rules, one character from all sides,
 * and a report.
 */
public final class Quickstart {
    private static final int TRACE_LINES = 12;

    private final Settings settings;
    private final Console console;
    private final ProgressListener progress;
    private final Map<String, String> environment;
    private final HtmlReport report;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, Double> metrics = new LinkedHashMap<>();

    /**
     * A run.
     *
     * @param settings what to do
     * @param out where to tell about it
     * @param progress told of long work
     * @param environment versions, kernels, memory: for the run summary
     */
    public Quickstart(Settings settings, PrintWriter out, ProgressListener progress, Map<String, String> environment) {
        this.settings = settings;
        this.console = new Console(out);
        this.progress = progress;
        this.environment = environment;
        this.report = HtmlReport.of("reco quickstart", settings.entries().get("data") + ", seed " + settings.seed());
    }

    /**
     * Runs all of it.
     *
     * @param started the moment the run began, for the summary
     * @return the report
     * @throws IOException if the data cannot be read or the report not be written
     */
    public Path run(Instant started) throws IOException {
        requireDirectory(settings.out());
        HtmlReport.Section results = report.section("Results");
        PreparedData.Source source = data();
        PreparedData data = split(source);
        settings.character().ifPresent(id -> Showcase.index(id, data.split().train())); // before the work
        FittedModels models = models(data);
        Evaluations evaluations = evaluate(data, models, results);
        metrics.putAll(evaluations.values());
        showcase(data, models);
        settingsSection();
        console.endStage();
        Path file = settings.out().resolve("report.html");
        report.write(file);
        Path plots = settings.out().resolve("plots");
        List<Path> drawn = report.writePlots(plots);
        new RunSummary("quickstart", started, console.stages(), settings.entries(), counts, metrics, environment)
                .write(settings.out().resolve("run.json"));
        console.line("");
        console.line(String.format(Locale.ROOT, "Done in %.0f s.", seconds(Duration.between(started, Instant.now()))));
        console.line("Report:  " + file.toAbsolutePath().normalize());
        console.line("Values:  "
                + settings.out().resolve("evaluation.json").toAbsolutePath().normalize() + ", .csv, .md");
        if (!drawn.isEmpty()) {
            console.line(
                    "Plots:   " + plots.toAbsolutePath().normalize() + " (" + drawn.size() + " files, SVG and PNG)");
        }
        console.line("Summary: "
                + settings.out().resolve("run.json").toAbsolutePath().normalize());
        return file;
    }

    /** A directory that can be written to, or made. */
    private static void requireDirectory(Path out) throws IOException {
        Path there = out.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new NotDirectoryException("--out " + out + ": " + there + " is a file; the report needs a directory");
        }
        if (!Files.isWritable(there)) {
            throw new AccessDeniedException("--out " + out + ": " + there + " cannot be written to");
        }
    }

    private PreparedData.Source data() throws IOException {
        HtmlReport.Section section = report.section("Data");
        console.stage(settings.source().isEmpty() ? "Generate a listening world" : "Read the data");
        PreparedData.Source source = PreparedData.load(settings);
        source.read().ifPresent(read -> {
            console.line(read.toText().stripTrailing());
            section.details(
                    "What the reader did", details -> read.toText().lines().forEach(details::paragraph));
            counts.put("records", read.records());
            counts.put("rejected", read.rejected());
        });
        Dataset dataset = source.dataset();
        counts.put("characters", (long) dataset.profiles().size());
        counts.put("tracks", (long) dataset.catalog().trackCount());
        counts.put("events", (long) dataset.events().size());
        counts.put("playlists", (long) dataset.playlists().size());

        console.stage("Validate");
        ValidationReport validation = DatasetValidator.validate(
                dataset,
                source.read().map(ValidationOptions.DEFAULT::withReadReport).orElse(ValidationOptions.DEFAULT));
        console.line(validation.toText().stripTrailing());
        Map<String, String> figures = new LinkedHashMap<>();
        counts.forEach((name, count) -> figures.put(name, String.format(Locale.ROOT, "%,d", count)));
        section.figures(figures);
        section.details(
                "Validation report", details -> validation.toText().lines().forEach(details::paragraph));
        return source;
    }

    private PreparedData split(PreparedData.Source source) {
        HtmlReport.Section section = report.section("Split");
        console.stage("Split");
        PreparedData data = PreparedData.of(source, settings);
        console.line(data.protocol() + ".", section);
        console.line(
                String.format(
                        Locale.ROOT,
                        "%,d events train, %,d test; %.1f %% of all events are on tracks heard before.",
                        data.split().train().events().size(),
                        data.test().events().size(),
                        100 * data.repeatShare()),
                section);
        data.notes().forEach(note -> console.warn(note, section));
        return data;
    }

    private FittedModels models(PreparedData data) {
        HtmlReport.Section section = report.section("Models");
        console.stage("Fit the models");
        FittedModels models = FittedModels.fit(data.split().train(), data.ordered(), settings, progress);
        ReportTable.Builder table = ReportTable.builder("Fitted with the training part")
                .text("model")
                .number("seconds");
        for (FittedModels.Fit fit : models.fitted()) {
            table.row(Cell.of(fit.model()), Cell.of(seconds(fit.time()), 2));
        }
        console.table(table.build(), section);
        console.line(
                String.format(
                        Locale.ROOT,
                        "item2vec: %,d of %,d tracks have a vector of %d numbers; %,d tokens an epoch, %d epochs, %s;"
                                + " %s.",
                        models.item2vec().vectors().rows(),
                        data.source().catalog().trackCount(),
                        models.item2vec().vectors().dimension(),
                        models.item2vec().training().tokens(),
                        models.item2vec().options().epochs(),
                        models.item2vec().training().kernels(),
                        models.item2vec().training().reproducible()
                                ? "one thread, the same bits on every run"
                                : "several threads, not reproducible to the bit"),
                section);
        models.losses()
                .forEach((name, losses) -> section.chart(
                        EvaluationPlots.training("loss (nats)", Map.of(name, losses)),
                        "Mean loss of " + name + " by epoch. Losses of different models are of different things."));
        if (!models.validation().isEmpty()) {
            section.chart(
                    EvaluationPlots.training(
                            models.transformer().map(t -> t.metric()).orElse("") + " on held-out characters",
                            models.validation()),
                    "Validation of the Transformer, on characters of the training part that it was not fitted with.");
        }
        return models;
    }

    private Evaluations evaluate(PreparedData data, FittedModels models, HtmlReport.Section section)
            throws IOException {
        console.stage("Evaluate, with and without rules");
        Evaluations evaluations = Evaluations.run(data, models, settings, progress);
        PairedTests tests = PairedTests.of(evaluations, "ndcg@" + settings.k());
        EvaluationSection written = new EvaluationSection(console, section, settings.k());
        written.results(data, evaluations, tests);
        evaluations
                .rules()
                .ifPresent(rules -> console.table(
                        ruleTable(
                                String.format(
                                        Locale.ROOT,
                                        "What the rules did to the lists of item2vec, %d tracks long",
                                        evaluations.options().listLength()),
                                rules),
                        section));
        console.stage("What each rule costs");
        RuleCosts costs =
                RuleCosts.of(data, models.model(FittedModels.SHOWN), settings, evaluations.options(), progress);
        written.costs(costs, data.filters().get(0));
        export(data, evaluations, tests, costs);
        return evaluations;
    }

    private void export(PreparedData data, Evaluations evaluations, PairedTests tests, RuleCosts costs)
            throws IOException {
        Map<String, String> chosen = new LinkedHashMap<>(settings.entries());
        EvaluationExport.settings(evaluations.options())
                .forEach((name, value) -> chosen.put("evaluation " + name, value));
        List<EvaluationResult> results =
                evaluations.byFilter().values().stream().flatMap(List::stream).toList();
        Map<String, String> provenance = new LinkedHashMap<>(environment);
        Dataset train = data.split().train();
        provenance.put(
                "training data",
                DataHash.of(Presets.sequences(train), train.catalog().tracks()));
        List<EvaluationResult> timed = new ArrayList<>(results);
        timed.add(costs.whole());
        timed.addAll(costs.without());
        provenance.putAll(EvaluationExport.times(timed));
        List<ModelComparison> comparisons = new ArrayList<>(tests.all());
        comparisons.add(costs.comparison());
        new EvaluationExport(chosen, provenance, results, comparisons).write(settings.out());
    }

    private static ReportTable ruleTable(String caption, RuleCounts rules) {
        ReportTable.Builder table = ReportTable.builder(
                        String.format(Locale.ROOT, "%s (%,d requests)", caption, rules.requests()))
                .text("rule")
                .number("dropped", "moved or rescored", "relaxed");
        for (RuleCounts.Row row : rules.rows()) {
            table.row(Cell.of(row.rule()), Cell.of(row.dropped()), Cell.of(row.moved()), Cell.of(row.relaxed()));
        }
        return table.build();
    }

    private void showcase(PreparedData data, FittedModels models) {
        Showcase showcase = new Showcase(data, models, settings);
        HtmlReport.Section section = report.section("One character: " + showcase.characterId());
        console.stage("One character: " + showcase.characterId());
        showcase.profile().forEach((name, value) -> console.line(name + ": " + value));
        section.keyValues(showcase.profile());

        ReportTable.Builder heard = ReportTable.builder("Heard last").text("track", "genres", "event");
        showcase.lastHeard().forEach(h -> heard.row(h.track(), h.genres(), h.what()));
        console.table(heard.build(), section);

        Showcase.Offered offered = showcase.offered();
        section.table(offers("item2vec without rules", "score", offered.withoutRules()));
        console.table(offers("item2vec with rules, and why", "rank without", offered.offers()), section);
        console.line("* held back for the test, and the character did play it", section);
        console.table(ruleTable("What each rule did here", offered.trace().counts()), section);
        List<String> decisions = offered.trace().entries().stream()
                .filter(entry -> entry.kind() == Trace.Kind.DROPPED
                        || entry.kind() == Trace.Kind.HELD_BACK
                        || entry.kind() == Trace.Kind.RELAXED)
                .filter(entry -> entry.firstRank() <= 3 * settings.k())
                .sorted(Comparator.comparingInt(Trace.Entry::firstRank))
                .map(entry -> "was " + entry.firstRank() + ", "
                        + entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " by " + entry.rule() + ": "
                        + showcase.names().track(entry.trackId())
                        + (entry.detail().isEmpty() ? "" : " (" + entry.detail() + ")"))
                .toList();
        decisions.stream().limit(TRACE_LINES).forEach(line -> console.line("  " + line));
        if (decisions.size() > TRACE_LINES) {
            console.line("  ... and " + (decisions.size() - TRACE_LINES) + " more; all are in the report");
        }
        section.details(
                "Decisions about the first " + 3 * settings.k() + " tracks of the model", d -> d.bullets(decisions));
        similar(showcase, section);
        HtmlReport.Section examples = report.section("Lists of all models side by side");
        new SideBySide(data, models, settings)
                .of(showcase.characterId())
                .forEach(lists -> examples.table(lists.table()));
    }

    private static ReportTable offers(String caption, String beforeColumn, List<Showcase.Offer> offers) {
        boolean reasons = offers.stream().anyMatch(offer -> !offer.reasons().isEmpty());
        ReportTable.Builder table =
                ReportTable.builder(caption).number("#").text("track", "genres").number(beforeColumn);
        if (reasons) {
            table.text("why");
        }
        for (Showcase.Offer offer : offers) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.of(offer.position()),
                    Cell.of(offer.track() + (offer.hit() ? " *" : "")),
                    Cell.of(offer.genres()),
                    Cell.of(offer.before())));
            if (reasons) {
                row.add(Cell.of(String.join("; ", offer.reasons())));
            }
            table.row(row);
        }
        return table.build();
    }

    private void similar(Showcase showcase, HtmlReport.Section section) {
        List<Showcase.Similar> similar = showcase.similarArtists();
        boolean byOne = similar.stream()
                .flatMap(s -> s.near().stream())
                .anyMatch(artist -> artist.evidence().size() == 1);
        ReportTable.Builder artists = ReportTable.builder(
                        "Similar artists, to those it plays most: heard in the same sessions, and near in vectors")
                .text("artist", "by both");
        if (byOne) {
            artists.text("by one");
        }
        for (Showcase.Similar s : similar) {
            List<String> row = new ArrayList<>(List.of(s.name(), artists(s.near(), 2, showcase)));
            if (byOne) {
                row.add(artists(s.near(), 1, showcase));
            }
            artists.row(row.toArray(new String[0]));
        }
        if (similar.isEmpty()) {
            console.line("No similar artists: the data tells no artists of the tracks it plays.", section);
        } else {
            console.table(artists.build(), section);
        }
        List<Neighbour> playlists = showcase.playlists();
        if (playlists.isEmpty()) {
            console.line("No playlists to recommend: the data has none that are near.", section);
            return;
        }
        ReportTable.Builder table = ReportTable.builder("Playlists for it")
                .text("playlist")
                .number("score")
                .text("most because of");
        playlists.forEach(p ->
                table.row(Cell.of(showcase.playlist(p.id())), Cell.of(p.score(), 3), Cell.of(showcase.because(p))));
        console.table(table.build(), section);
        showcase.similarPlaylists(playlists).ifPresent(s -> {
            ReportTable.Builder near = ReportTable.builder("Playlists like \"" + s.name() + "\"")
                    .text("playlist")
                    .number("score");
            s.near().forEach(p -> near.row(Cell.of(showcase.playlist(p.id())), Cell.of(p.score(), 3)));
            console.table(near.build(), section);
        });
    }

    /** The artists that so many kinds of evidence speak for. */
    private static String artists(List<Neighbour> near, int kinds, Showcase showcase) {
        return String.join(
                ", ",
                near.stream()
                        .filter(artist -> artist.evidence().size() == kinds)
                        .map(artist -> showcase.names().artist(artist.id()))
                        .toList());
    }

    private void settingsSection() {
        HtmlReport.Section section = report.section("Settings");
        section.keyValues(settings.entries());
        section.details("Where it ran", details -> details.keyValues(environment));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
