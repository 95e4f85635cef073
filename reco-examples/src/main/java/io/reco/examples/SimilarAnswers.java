package io.reco.examples;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlists;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.embeddings.Answer;
import io.reco.embeddings.ArtistBlendOptions;
import io.reco.embeddings.ArtistNeighbours;
import io.reco.embeddings.ArtistOptions;
import io.reco.embeddings.ArtistSessionOptions;
import io.reco.embeddings.ArtistSessions;
import io.reco.embeddings.ContinuationOptions;
import io.reco.embeddings.PlaylistContinuation;
import io.reco.embeddings.Seed;
import io.reco.embeddings.SimilarArtists;
import io.reco.embeddings.SimilarPlaylists;
import io.reco.embeddings.SimilarTracks;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.Wanted;
import io.reco.examples.SimilarCommand.By;
import io.reco.examples.model.NameLookup;
import io.reco.examples.model.Names;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The answers of {@code reco similar}: names to ids, the question, and words for what came back. */
final class SimilarAnswers {
    private static final UnknownIdPolicy FAIL = UnknownIdPolicy.FAIL;

    private final TrackVectors vectors;
    private final Catalog catalog;
    private final Optional<Dataset> data;
    private final Names names;
    private final int k;
    private final List<String> exclude;
    private final int threads;

    SimilarAnswers(
            TrackVectors vectors, Catalog catalog, Optional<Dataset> data, int k, List<String> exclude, int threads) {
        this.vectors = vectors;
        this.catalog = catalog;
        this.data = data;
        this.k = k;
        this.exclude = exclude;
        this.threads = threads;
        names = new Names(catalog);
    }

    /** Tracks near some tracks. */
    AnswerTable tracks(List<String> asked) {
        NameLookup lookup = trackLookup();
        List<String> seeds = asked.stream().map(lookup::find).toList();
        String what = String.join(" and ", seeds.stream().map(names::track).toList());
        Answer answer = SimilarTracks.of(vectors, FAIL).similar(seeds, wanted(lookup));
        if (seeds.stream().allMatch(id -> vectors.rowOf(id) == IdMap.ABSENT)) {
            throw without("track", what);
        }
        return table("Tracks near " + what, answer, names::track);
    }

    /** Artists like an artist. */
    AnswerTable artists(String asked, By by) {
        if (catalog.artists().size() == 0) {
            throw new IllegalArgumentException(
                    "no artists are known: the model was trained on data without any; give data"
                            + " that tells them, with --data and --format");
        }
        NameLookup lookup = new NameLookup("artist", catalog.artists(), catalog::artistName);
        String id = lookup.find(asked);
        Wanted wanted = wanted(lookup).withSeeds(0);
        Answer answer = switch (by) {
            case VECTORS -> artistVectors().similar(id, wanted);
            case SESSIONS -> artistSessions().similar(id, wanted);
            case BLEND ->
                ArtistNeighbours.of(artistVectors(), artistSessions(), ArtistBlendOptions.DEFAULT, FAIL)
                        .similar(List.of(id), wanted);
        };
        if (answer.isEmpty()) {
            throw without("artist", names.artist(id));
        }
        String how = by == By.VECTORS ? "" : by == By.SESSIONS ? ", by sessions" : ", by sessions and vectors";
        return table("Artists near " + names.artist(id) + how, answer, names::artist);
    }

    private SimilarArtists artistVectors() {
        return SimilarArtists.of(vectors, catalog, ArtistOptions.DEFAULT, FAIL);
    }

    private ArtistSessions artistSessions() {
        Dataset known = data.orElseThrow();
        return ArtistSessions.of(
                SequenceChoice.AUTO.of(known), known.catalog(), ArtistSessionOptions.DEFAULT, FAIL, threads);
    }

    /** Playlists like a playlist. */
    AnswerTable playlists(String asked) {
        Playlists playlists = data().playlists();
        NameLookup lookup = playlistLookup(playlists);
        String id = lookup.find(asked);
        Answer answer = SimilarPlaylists.of(vectors, playlists, FAIL)
                .similar(id, wanted(lookup).withSeeds(1));
        if (answer.isEmpty()) {
            throw without("playlist", id);
        }
        PlaylistNames titles = new PlaylistNames(playlists, names);
        return table("Playlists near " + titles.of(id), answer, titles::of);
    }

    /** More tracks for a playlist. */
    AnswerTable tracksForPlaylist(String asked) {
        Dataset known = data();
        String id = playlistLookup(known.playlists()).find(asked);
        Answer answer = PlaylistContinuation.fit(known, vectors, ContinuationOptions.DEFAULT, FAIL, threads)
                .forPlaylist(id, wanted(trackLookup()).withSeeds(1));
        return table("Tracks that go with " + new PlaylistNames(known.playlists(), names).of(id), answer, names::track);
    }

    private Dataset data() {
        Dataset known = data.orElseThrow();
        if (known.playlists().size() == 0) {
            throw new IllegalArgumentException("the data has no playlists");
        }
        return known;
    }

    private NameLookup trackLookup() {
        return new NameLookup("track", catalog.tracks(), catalog::title);
    }

    private static NameLookup playlistLookup(Playlists playlists) {
        return new NameLookup("playlist", playlists.ids(), playlists::title);
    }

    private Wanted wanted(NameLookup lookup) {
        return Wanted.best(k).excluding(exclude.stream().map(lookup::find).toList());
    }

    private AnswerTable table(String caption, Answer answer, UnaryOperator<String> name) {
        return new AnswerTable(caption, answer, name, this::seed);
    }

    private String seed(Seed seed) {
        return switch (seed.kind()) {
            case TRACK -> names.title(seed.id());
            case ARTIST -> names.artist(seed.id());
            default -> seed.id();
        };
    }

    private static IllegalArgumentException without(String kind, String name) {
        return new IllegalArgumentException("the model has no vector for " + kind + " '" + name
                + "': it was played too rarely in training (--min-count)");
    }
}
