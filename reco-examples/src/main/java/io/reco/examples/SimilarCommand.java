package io.reco.examples;

import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.embeddings.TrackVectors;
import io.reco.examples.model.ModelDirectory;
import io.reco.examples.model.Reindexed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is near a track, an artist or a playlist. */
@Command(
        name = "similar",
        description = {
            "What a model that 'reco train' wrote finds near a track, an artist or a playlist. These are given by id, or by"
                    + " name without regard to case and accents."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco similar --model lastfm --artist Radiohead",
            "  reco similar --model lastfm --track 154 -k 20",
            "  reco similar --model lastfm --track 154 --track 190       near both",
            "  reco similar --model lastfm --artist radiohead --exclude 190,muse",
            "  reco similar --model lastfm --artist radiohead --data ../hetrec2011-lastfm-2k --format hetrec-lastfm",
            "  reco similar --model polimi --playlist 4 --data ../polimi2018-playlists --format polimi-2018",
            "  reco similar --model polimi --playlist 4 --want tracks --data ../polimi2018-playlists --format polimi-2018"
        })
final class SimilarCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "What 'reco train' wrote, or a model bundle.")
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Question question;

    /** What to start from. */
    static final class Question {
        @Option(
                names = "--track",
                paramLabel = "ID",
                required = true,
                description = "A track, by id or title; several times: near all of them.")
        private List<String> tracks = new ArrayList<>();

        @Option(names = "--artist", paramLabel = "ID", required = true, description = "An artist, by id or name.")
        private @Nullable String artist;

        @Option(
                names = "--playlist",
                paramLabel = "ID",
                required = true,
                description = "A playlist, by id or title; needs --data with the playlists.")
        private @Nullable String playlist;
    }

    @Option(names = "-k", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(
            names = "--exclude",
            paramLabel = "ID",
            split = ",",
            description = "What may not be in the answer, with commas.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--want",
            paramLabel = "WHAT",
            converter = Want.Argument.class,
            completionCandidates = Want.Argument.class,
            description =
                    "With --playlist: ${COMPLETION-CANDIDATES}; tracks that would go with it come from playlists that"
                            + " share its tracks and from vectors (default: playlists).")
    private Want want = Want.PLAYLISTS;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            converter = By.Argument.class,
            completionCandidates = By.Argument.class,
            description =
                    "With --artist, what makes artists similar: ${COMPLETION-CANDIDATES}. sessions (being heard in the"
                            + " same ones) and blend (both) need --data (default: blend with --data, else vectors).")
    private @Nullable By by;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads for what is learnt from --data; no influence on answers. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private DataArguments data = new DataArguments();

    /** What is wanted for a playlist. */
    enum Want {
        /** Playlists like it. */
        PLAYLISTS,
        /** More tracks for it. */
        TRACKS;

        /** For {@code --want}. */
        static final class Argument extends EnumArgument<Want> {
            Argument() {
                super(Want.class);
            }
        }
    }

    /** What makes artists similar. */
    enum By {
        /** Near vectors. */
        VECTORS,
        /** Being heard in the same sessions. */
        SESSIONS,
        /** Both. */
        BLEND;

        /** For {@code --by}. */
        static final class Argument extends EnumArgument<By> {
            Argument() {
                super(By.class);
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        check();
        ModelDirectory.Opened opened = new ModelDirectory(directory).open();
        TrackVectors vectors = opened.model().vectors();
        Optional<Dataset> dataset = Optional.empty();
        if (data.given()) {
            dataset = Optional.of(data.load(spec.commandLine().getErr()).dataset());
            vectors = Reindexed.of(vectors, dataset.get().catalog().tracks());
        }
        Catalog catalog = dataset.map(Dataset::catalog)
                .or(opened::catalog)
                .orElseGet(() -> idsAlone(opened.model().vectors().tracks()));
        SimilarAnswers answers = new SimilarAnswers(vectors, catalog, dataset, k, exclude, threads);
        AnswerTable table;
        if (question.playlist != null) {
            table = want == Want.TRACKS
                    ? answers.tracksForPlaylist(question.playlist)
                    : answers.playlists(question.playlist);
        } else if (question.artist != null) {
            By how = by != null ? by : dataset.isPresent() ? By.BLEND : By.VECTORS;
            table = answers.artists(question.artist, how);
        } else {
            table = answers.tracks(question.tracks);
        }
        table.print(spec.commandLine().getOut());
        return 0;
    }

    private void check() {
        Given.requireAtLeast("-k", k, 1);
        Given.requireAtLeast("--threads", threads, 1);
        Given.requireUseful(spec, question.playlist != null, "is for --playlist", "--want");
        Given.requireUseful(spec, question.artist != null, "is for --artist", "--by");
        if (data.given()) {
            data.check();
        } else if (question.playlist != null) {
            throw new UsageException(
                    "--playlist needs the playlists: give the data they are in, with --data and --format");
        } else if (by == By.SESSIONS || by == By.BLEND) {
            throw new UsageException(
                    "--by sessions and blend need the sessions: give the data, with --data and --format");
        }
    }

    private static Catalog idsAlone(IdMap tracks) {
        CatalogBuilder builder = new CatalogBuilder();
        tracks.ids().forEach(builder::track);
        return builder.build();
    }
}
