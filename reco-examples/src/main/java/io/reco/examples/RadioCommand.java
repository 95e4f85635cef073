package io.reco.examples;

import io.reco.core.baseline.ItemKnn;
import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.io.FileReplacement;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import io.reco.examples.model.ModelDirectory;
import io.reco.examples.model.NameLookup;
import io.reco.examples.model.Names;
import io.reco.examples.model.Presets;
import io.reco.rerank.CandidateSource;
import io.reco.rerank.Candidates;
import io.reco.rerank.Popularity;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.rule.AgeLimit;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.DislikedGenres;
import io.reco.rerank.rule.DislikedTracks;
import io.reco.rerank.rule.Duplicates;
import io.reco.rerank.rule.ExplicitContent;
import io.reco.rerank.rule.LicenceWindow;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.SongVersions;
import io.reco.rerank.rule.Spacing;
import io.reco.rerank.session.Discovery;
import io.reco.rerank.session.Radio;
import io.reco.rerank.session.RadioEvent;
import io.reco.rerank.session.RadioOptions;
import io.reco.rerank.session.RadioState;
import io.reco.rerank.session.RadioStep;
import io.reco.rerank.session.RadioTrack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The one-button session, a call a step. */
@Command(
        name = "radio",
        description = {
            "Plays on for a character of the data: known and new tracks in turn, nothing twice. With --state the session is kept"
                    + " in a file, and the next call goes on from there with what you say of the tracks so far: a skip puts"
                    + " artist and genre back for the rest of the session, a like or a replay brings them forward.",
            "What the listener blocked or dislikes is not played, nor explicit tracks to one that switched them off.",
            "Candidates come from the model of --model, else from item-kNN, fitted to the data each time. Tracks are taken to be heard to their end, and"
                    + " skipped ones for ten seconds."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco radio --world 500,2000,1 --character c7",
            "  reco radio --world 500,2000,1 --character c7 --state radio.json -n 5",
            "  reco radio --world 500,2000,1 --character c7 --state radio.json -n 5 --skip 2,3 --like 1",
            "  reco radio --data plays.tsv --format tsv --character c7 --model plays --state radio.json -n 1",
            "  reco radio --data ../hetrec2011-lastfm-2k --format hetrec-lastfm --character 2 --new-tracks 0.5"
        })
final class RadioCommand implements Callable<Integer> {
    private static final long SKIPPED_AFTER_MILLIS = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--character", paramLabel = "ID", required = true, description = "A character of the data.")
    @SuppressWarnings("NullAway.Init") // required
    private String character;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "What 'reco train item2vec' or 'reco train transformer' wrote.")
    private @Nullable Path directory;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Goes on with the session in this file if it is there, and writes it back.")
    private @Nullable Path file;

    @Option(names = "-n", paramLabel = "N", description = "How many tracks (default: ${DEFAULT-VALUE}).")
    private int n = 10;

    @Option(
            names = "--skip",
            paramLabel = "P",
            split = ",",
            description = "Positions in the session, from 1, of tracks that were skipped since, with commas.")
    private List<Integer> skip = new ArrayList<>();

    @Option(names = "--like", paramLabel = "P", split = ",", description = "The same for tracks that were liked.")
    private List<Integer> like = new ArrayList<>();

    @Option(
            names = "--unlike",
            paramLabel = "P",
            split = ",",
            description = "The same for tracks of which a like was taken back.")
    private List<Integer> unlike = new ArrayList<>();

    @Option(names = "--replay", paramLabel = "P", split = ",", description = "The same for tracks heard once more.")
    private List<Integer> replay = new ArrayList<>();

    @Option(
            names = "--new-tracks",
            paramLabel = "SHARE",
            description = "Share of tracks never heard (default: ${DEFAULT-VALUE}).")
    private double newTracks = RadioOptions.DEFAULT.newTracks();

    @Option(
            names = "--new-artists",
            paramLabel = "SHARE",
            description = "Share of tracks by artists never heard, at most --new-tracks (default: half of that).")
    private @Nullable Double newArtists;

    @Option(
            names = "--spacing",
            paramLabel = "N",
            description = "Tracks between two of an artist, as far as there are others (default: ${DEFAULT-VALUE}).")
    private int spacing = 3;

    @Option(
            names = "--licence-window",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "In three hours at most three tracks of an album and four of an artist (default: on).")
    private boolean licenceWindow;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads for the model; no influence on answers. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private DataArguments data = new DataArguments();

    @Override
    public Integer call() throws IOException {
        Given.requireAtLeast("-n", n, 1);
        Given.requireAtLeast("--spacing", spacing, 0);
        Given.requireAtLeast("--threads", threads, 1);
        RadioState state = stored();
        List<RadioEvent> events = events(state);
        RadioOptions options = options();
        data.check();
        if (directory != null) {
            new ModelDirectory(directory).kind(); // before the data is read
        }
        DataArguments.Loaded loaded = data.load(spec.commandLine().getErr());
        Dataset dataset = loaded.dataset();
        String id = new NameLookup("character", dataset.profiles().ids(), c -> "").find(character);
        RuleContext context = RuleContexts.of(
                        dataset,
                        Popularity.of(dataset.events(), dataset.catalog().trackCount(), EventSemantics.DEFAULT))
                .of(Query.forCharacter(id, 1));
        RadioStep step = Radio.of(rules(dataset.catalog(), spacing, licenceWindow), options)
                .next(source(dataset, loaded.ordered(), id), context, state, events, n);
        if (file != null) {
            write(file, step.state());
        }
        print(step, id, dataset.catalog());
        return 0;
    }

    private RadioOptions options() {
        RadioOptions o = Given.set(
                RadioOptions.DEFAULT, "--new-tracks", newTracks, (to, share) -> to.withBudget(share, share / 2));
        return Given.set(o, "--new-artists", newArtists, (to, share) -> to.withBudget(newTracks, share));
    }

    /** What the quickstart's page does not show a listener, the radio does not play either. */
    static List<Rule> rules(Catalog catalog, int spacing, boolean licenceWindow) {
        SongVersions versions = SongVersions.of(catalog);
        List<Rule> rules = new ArrayList<>(List.of(
                Playable.byCatalog(),
                AgeLimit.ADULT,
                new ExplicitContent(versions),
                Blocked.DEFAULT,
                new DislikedTracks(),
                DislikedGenres.strict(DislikedGenres.Mode.PRIMARY),
                new Duplicates(versions, Duplicates.Keep.BEST),
                Spacing.ofArtists(spacing)));
        if (licenceWindow) {
            rules.add(LicenceWindow.US);
        }
        return rules;
    }

    private CandidateSource source(Dataset dataset, boolean ordered, String id) throws IOException {
        TrackScorer scorer = directory == null
                ? ItemKnn.fit(dataset, EventSemantics.DEFAULT, Presets.itemKnn(dataset, ordered), threads)
                : TrainedModels.open(directory, dataset, ordered).scorer();
        ScoringRecommender model = ScoringRecommender.of(
                scorer,
                dataset,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(dataset, EventSemantics.DEFAULT),
                UnknownIdPolicy.FAIL);
        return k -> Candidates.of(
                model.recommend(Query.forCharacter(id, k)), dataset.catalog().tracks());
    }

    private RadioState stored() throws IOException {
        if (file == null) {
            return RadioState.NEW;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new UsageException("--state " + file + " is a directory, expected a file");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UsageException("--state " + file + ": there is no directory " + directory);
        }
        if (!Files.exists(file)) {
            return RadioState.NEW;
        }
        try {
            return RadioState.fromJson(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path file, RadioState state) throws IOException {
        byte[] json = (state.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        FileReplacement.write(file, out -> out.write(json));
    }

    private List<RadioEvent> events(RadioState state) {
        List<RadioEvent> events = new ArrayList<>();
        add(events, "--like", like, RadioEvent.Kind.LIKE, state);
        add(events, "--unlike", unlike, RadioEvent.Kind.UNLIKE, state);
        add(events, "--replay", replay, RadioEvent.Kind.REPLAY, state);
        // The later ones first, so that each time is that of the plan.
        List<Integer> backwards = new ArrayList<>(skip);
        backwards.sort((a, b) -> Integer.compare(b, a));
        add(events, "--skip", backwards, RadioEvent.Kind.SKIP, state);
        return events;
    }

    private void add(
            List<RadioEvent> events, String option, List<Integer> positions, RadioEvent.Kind kind, RadioState state) {
        for (int position : positions) {
            if (position < 1 || position > state.size()) {
                throw new UsageException(option + " " + position + ": the session has "
                        + (state.size() == 0 ? "no tracks yet" : "tracks 1 to " + state.size())
                        + (file == null ? "; --state names the file it is kept in" : ""));
            }
            RadioTrack track = state.tracks().get(position - 1);
            events.add(new RadioEvent(kind, track.trackId(), track.startMillis() + SKIPPED_AFTER_MILLIS));
        }
    }

    private void print(RadioStep step, String id, Catalog catalog) {
        Names names = new Names(catalog);
        PrintWriter out = spec.commandLine().getOut();
        ReportTable.Builder table = ReportTable.builder("Radio of character " + id)
                .number("#")
                .text("id")
                .text("name")
                .text("for the listener");
        int position = step.state().size() - step.tracks().size();
        for (RadioTrack track : step.tracks()) {
            table.row(List.of(
                    Cell.of(++position),
                    Cell.of(track.trackId()),
                    Cell.of(names.track(track.trackId())),
                    Cell.of(track.discovery().name().toLowerCase(Locale.ROOT).replace('_', ' '))));
        }
        out.print(TextTable.render(table.build()));
        List<RadioTrack> all = step.state().tracks();
        out.println(String.format(
                Locale.ROOT,
                "So far %,d tracks: %,d never heard before, %,d of these by artists never heard.",
                all.size(),
                all.stream()
                        .filter(track -> track.discovery() != Discovery.KNOWN)
                        .count(),
                all.stream()
                        .filter(track -> track.discovery() == Discovery.NEW_ARTIST)
                        .count()));
        step.shortfall().ifPresent(why -> out.println("No more: " + why + "."));
    }
}
