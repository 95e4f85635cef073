package io.reco.examples;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlists;
import io.reco.core.recommend.Scored;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.embeddings.ArtistOptions;
import io.reco.embeddings.SimilarArtists;
import io.reco.embeddings.SimilarPlaylists;
import io.reco.embeddings.SimilarTracks;
import io.reco.embeddings.TrackVectors;
import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import io.reco.examples.model.ModelDirectory;
import io.reco.examples.model.NameLookup;
import io.reco.examples.model.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
            "What a model that 'reco train' wrote finds near a track, an artist or a playlist. Ids, or names without regard"
                    + " to case."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco similar --model lastfm --artist Radiohead",
            "  reco similar --model lastfm --track 154 -k 20",
            "  reco similar --model lastfm --track 154 --track 190       near both",
            "  reco similar --model lastfm --artist 154 --exclude 190,72",
            "  reco similar --model polimi --playlist 4 --data ../polimi2018-playlists --format polimi-2018"
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
    private Of of;

    /** What to start from. */
    static final class Of {
        @Option(
                names = "--track",
                paramLabel = "ID",
                required = true,
                description = "A track, by id or title; several times: what is near all of them together.")
        private List<String> tracks = new ArrayList<>();

        @Option(names = "--artist", paramLabel = "ID", required = true, description = "An artist, by id or name.")
        private @Nullable String artist;

        @Option(
                names = "--playlist",
                paramLabel = "ID",
                required = true,
                description = "A playlist, by id or title; needs the data that it is in.")
        private @Nullable String playlist;
    }

    @Option(names = "-k", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(
            names = "--exclude",
            paramLabel = "ID",
            split = ",",
            description = "Ids that may not be in the answer, with commas.")
    private List<String> exclude = new ArrayList<>();

    @Mixin
    private DataArguments data = new DataArguments();

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw new IllegalArgumentException("-k is " + k + ", expected at least 1");
        }
        ModelDirectory.Opened opened = new ModelDirectory(directory).open();
        PrintWriter out = spec.commandLine().getOut();
        if (of.playlist != null) {
            playlists(out, opened, of.playlist);
        } else if (of.artist != null) {
            artists(out, opened, of.artist);
        } else {
            tracks(out, opened);
        }
        return 0;
    }
}
