package io.reco.examples;

import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlists;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.embeddings.Answer;
import io.reco.embeddings.ArtistOptions;
import io.reco.embeddings.Seed;
import io.reco.embeddings.SimilarArtists;
import io.reco.embeddings.SimilarPlaylists;
import io.reco.embeddings.SimilarTracks;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.Wanted;
import io.reco.examples.model.ModelDirectory;
import io.reco.examples.model.NameLookup;
import io.reco.examples.model.Names;
import io.reco.examples.model.Reindexed;
import java.io.IOException;
import java.io.PrintWriter;
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

    @Mixin
    private DataArguments data = new DataArguments();

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw new IllegalArgumentException("-k is " + k + ", expected at least 1");
        }
        ModelDirectory.Opened opened = new ModelDirectory(directory).open();
        TrackVectors vectors = opened.model().vectors();
        Optional<Dataset> dataset = Optional.empty();
        if (data.given()) {
            dataset = Optional.of(data.load(spec.commandLine().getErr()).dataset());
            vectors = Reindexed.of(vectors, dataset.get().catalog().tracks());
        }
        Catalog catalog = dataset.map(Dataset::catalog).or(opened::catalog).orElseGet(() -> idsAlone(
                opened.model().vectors().tracks()));
        PrintWriter out = spec.commandLine().getOut();
        if (question.playlist != null) {
            playlists(vectors, playlists(dataset), question.playlist, new Names(catalog)).print(out);
        } else if (question.artist != null) {
            artists(vectors, catalog, question.artist).print(out);
        } else {
            tracks(vectors, catalog).print(out);
        }
        return 0;
    }

    private AnswerTable tracks(TrackVectors vectors, Catalog catalog) {
        Names names = new Names(catalog);
        NameLookup lookup = new NameLookup("track", catalog.tracks(), catalog::title);
        List<String> seeds = question.tracks.stream().map(lookup::find).toList();
        Answer answer = SimilarTracks.of(vectors, UnknownIdPolicy.FAIL).similar(seeds, wanted(lookup));
        String what = String.join(" and ", seeds.stream().map(names::track).toList());
        requireSome(answer, "track", what, vectors.rowOf(seeds.get(0)) == IdMap.ABSENT);
        return new AnswerTable("Tracks near " + what, answer, names::track, seed -> names.track(seed.id()));
    }

    private AnswerTable artists(TrackVectors vectors, Catalog catalog, String asked) {
        if (catalog.artists().size() == 0) {
            throw new IllegalArgumentException("no artists are known: the model was trained on data without any; give data"
                    + " that tells them, with --data and --format");
        }
        Names names = new Names(catalog);
        NameLookup lookup = new NameLookup("artist", catalog.artists(), catalog::artistName);
        String id = lookup.find(asked);
        Answer answer = SimilarArtists.of(vectors, catalog, ArtistOptions.DEFAULT, UnknownIdPolicy.FAIL)
                .similar(id, wanted(lookup));
        requireSome(answer, "artist", names.artist(id), true);
        return new AnswerTable(
                "Artists near " + names.artist(id),
                answer,
                names::artist,
                seed -> seed.kind() == Seed.Kind.TRACK ? names.track(seed.id()) : names.artist(seed.id()));
    }

    private AnswerTable playlists(TrackVectors vectors, Playlists playlists, String asked, Names names) {
        NameLookup lookup = new NameLookup("playlist", playlists.ids(), playlists::title);
        String id = lookup.find(asked);
        Answer answer = SimilarPlaylists.of(vectors, playlists, UnknownIdPolicy.FAIL).similar(id, wanted(lookup));
        requireSome(answer, "playlist", id, true);
        PlaylistNames titles = new PlaylistNames(playlists, names);
        return new AnswerTable(
                "Playlists near " + titles.of(id), answer, titles::of, seed -> names.track(seed.id()));
    }

    private Wanted wanted(NameLookup lookup) {
        return Wanted.best(k).excluding(exclude.stream().map(lookup::find).toList());
    }

    private static Playlists playlists(Optional<Dataset> dataset) {
        Playlists playlists = dataset.map(Dataset::playlists)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--playlist needs the playlists: give the data they are in, with --data and --format"));
        if (playlists.size() == 0) {
            throw new IllegalArgumentException("the data has no playlists");
        }
        return playlists;
    }

    private static void requireSome(Answer answer, String kind, String name, boolean unseen) {
        if (answer.isEmpty()) {
            throw new IllegalArgumentException(
                    unseen
                            ? "the model has no vector for " + kind + " '" + name
                                    + "': it was played too rarely in training (--min-count)"
                            : "nothing is left of what is near " + kind + " '" + name + "'");
        }
    }

    private static Catalog idsAlone(IdMap tracks) {
        CatalogBuilder builder = new CatalogBuilder();
        tracks.ids().forEach(builder::track);
        return builder.build();
    }
}
