package io.reco.examples.quickstart;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profiles;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.embeddings.ArtistBlendOptions;
import io.reco.embeddings.ArtistNeighbours;
import io.reco.embeddings.ArtistOptions;
import io.reco.embeddings.ArtistSessionOptions;
import io.reco.embeddings.ArtistSessions;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.Neighbour;
import io.reco.embeddings.PlaylistRecommender;
import io.reco.embeddings.Seed;
import io.reco.embeddings.SimilarArtists;
import io.reco.embeddings.SimilarPlaylists;
import io.reco.embeddings.TrackVectors;
import io.reco.examples.model.Names;
import io.reco.examples.model.Presets;
import io.reco.rerank.Explainer;
import io.reco.rerank.Reason;
import io.reco.rerank.RemovalContributors;
import io.reco.rerank.Reranked;
import io.reco.rerank.RerankingRecommender;
import io.reco.rerank.Trace;
import io.reco.rerank.history.Impression;
import io.reco.rerank.history.InMemoryRecommendationHistory;
import io.reco.rerank.rule.SongVersions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One character, looked at from all sides: what it heard, what it is offered and why, what each rule did, whom its artists
 * resemble and which playlists fit.
 */
final class Showcase {
    private static final int HISTORY_SHOWN = 10;
    private static final int SIMILAR_SHOWN = 5;
    private static final int SEEDS_SHOWN = 3;

    /** Tracks of an earlier list that count as seen yesterday, so that the rule about them has something to do. */
    private static final int SHOWN_YESTERDAY = 3;

    private static final int DAY_MILLIS = 86_400_000;
    private static final int NEW_RELEASE_DAYS = 30;
    /** Tracks of the history that are left out in turn to find reasons. */
    private static final int MAX_CAUSES = 200;

    private final Dataset history;
    private final PreparedData data;
    private final FittedModels models;
    private final Settings settings;
    private final Names names;
    private final int c;
    private final boolean unseenOnly;

    Showcase(PreparedData data, FittedModels models, Settings settings) {
        this.data = data;
        this.models = models;
        this.settings = settings;
        history = data.split().train();
        names = new Names(history.catalog());
        unseenOnly = data.filters().get(0).unseenOnly();
        c = settings.character().map(id -> index(id, history)).orElseGet(this::choose);
    }

    /** The index of a character, or an {@link IllegalArgumentException} that says which there are. */
    static int index(String characterId, Dataset history) {
        int idx = history.profiles().ids().indexOf(characterId);
        if (idx == IdMap.ABSENT) {
            throw new IllegalArgumentException("no character '" + characterId + "' in " + history.name()
                    + "; the first ones are "
                    + history.profiles()
                            .ids()
                            .ids()
                            .subList(0, Math.min(5, history.profiles().size())));
        }
        return idx;
    }

    /**
     * A tested character whose profile gives the rules something to do, if there is one, with a history of about a hundred
     * events.
     */
    private int choose() {
        EventLog log = history.events();
        Profiles profiles = history.profiles();
        int best = -1;
        long bestCost = Long.MAX_VALUE;
        for (int candidate = 0; candidate < log.characterCount(); candidate++) {
            if (data.test().events().count(candidate) > 0 && log.count(candidate) > 0) {
                boolean averse = profiles.dislikedGenres().length(candidate) > 0 && profiles.blockCount(candidate) > 0;
                long cost = Math.abs(log.count(candidate) - 100L) + (averse ? 0 : 1_000_000);
                if (cost < bestCost) {
                    bestCost = cost;
                    best = candidate;
                }
            }
        }
        if (best < 0) {
            throw new IllegalStateException("no character of the test part has a history");
        }
        return best;
    }

    String characterId() {
        return history.profiles().ids().id(c);
    }

    /** What is known of the character. */
    Map<String, String> profile() {
        Profiles profiles = history.profiles();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("character", characterId());
        facts.put("gender", profiles.gender(c).name().toLowerCase(Locale.ROOT));
        facts.put("age band", profiles.ageBand(c).label());
        List<String> genres = new ArrayList<>();
        for (int g : profiles.dislikedGenres().toArray(c)) {
            genres.add(history.catalog().genreName(g));
        }
        facts.put("disliked genres", genres.isEmpty() ? "none" : String.join(", ", genres));
        List<String> blocked = new ArrayList<>();
        for (int j = 0; j < profiles.blockCount(c); j++) {
            int target = profiles.blockTarget(c, j);
            blocked.add(
                    switch (profiles.blockKind(c, j)) {
                        case ARTIST -> names.artist(target);
                        case ALBUM -> "album " + history.catalog().albumTitle(target);
                        case TRACK -> names.track(target);
                    });
        }
        facts.put("blocked", blocked.isEmpty() ? "nothing" : String.join(", ", blocked));
        facts.put(
                "events before the test",
                String.format(Locale.ROOT, "%,d", history.events().count(c)));
        return facts;
    }

    /** An event of the history in words. */
    record Heard(String track, String genres, String what) {}

    /** The last events of the history, latest first. */
    List<Heard> lastHeard() {
        EventLog log = history.events();
        List<Heard> heard = new ArrayList<>();
        for (int i = log.end(c) - 1; i >= Math.max(log.start(c), log.end(c) - HISTORY_SHOWN); i--) {
            String what = log.type(i).name().toLowerCase(Locale.ROOT).replace('_', ' ');
            if (log.timed()) {
                what += " " + Instant.ofEpochMilli(log.timeMillis(i)).toString().substring(0, 10);
            }
            heard.add(new Heard(names.track(log.track(i)), names.genres(log.track(i)), what));
        }
        return heard;
    }

    /** One line of the list offered. */
    record Offer(int position, String track, String genres, String before, List<String> reasons, boolean hit) {}

    /** The list with everything the rules did. */
    record Offered(List<Offer> offers, List<Offer> withoutRules, Reranked list, Trace trace) {}

    /** The list offered today, given that the model's first tracks were shown yesterday and left alone. */
    Offered offered() {
        ScoringRecommender model = models.model(FittedModels.SHOWN);
        Query query = Query.forCharacter(characterId(), settings.k()).withUnseenOnly(unseenOnly);
        RecommendationList raw = model.recommend(query);
        RerankingRecommender surface = RerankingRecommender.of(
                model,
                HomeSurface.pipeline(history).withTrace(true),
                HomeSurface.contexts(history, shownYesterday(raw), settings.seed()),
                HomeSurface.DEPTH);
        Reranked list = surface.rerank(query);
        Explainer reasons = new Explainer(
                NEW_RELEASE_DAYS,
                EventSemantics.DEFAULT,
                new RemovalContributors(
                        model, list.candidates().size(), MAX_CAUSES, SongVersions.of(history.catalog())::song));
        List<List<Reason>> why = reasons.explain(list);
        List<Offer> offers = new ArrayList<>();
        for (int p = 0; p < list.size(); p++) {
            List<String> texts = why.get(p).stream()
                    .map(reason -> reason.text(Locale.ENGLISH))
                    .toList();
            int was = list.candidate(p) + 1;
            offers.add(offer(p + 1, list.track(p), was == p + 1 ? "same" : "was " + was, texts));
        }
        List<Offer> before = new ArrayList<>();
        for (int p = 0; p < raw.size(); p++) {
            int t = history.catalog().tracks().indexOf(raw.items().get(p).trackId());
            before.add(offer(
                    p + 1,
                    t,
                    String.format(Locale.ROOT, "%.3f", raw.items().get(p).score()),
                    List.of()));
        }
        return new Offered(offers, before, list, list.trace().orElseThrow());
    }

    private Offer offer(int position, int t, String before, List<String> reasons) {
        return new Offer(position, names.track(t), names.genres(t), before, reasons, data.played(c, t));
    }

    private InMemoryRecommendationHistory shownYesterday(RecommendationList raw) {
        InMemoryRecommendationHistory shown =
                new InMemoryRecommendationHistory(HomeSurface.SHOWN_WINDOW.toMillis(), 1000);
        long yesterday = Math.max(0, history.events().lastMillis() - DAY_MILLIS);
        List<Impression> impressions = new ArrayList<>();
        for (int slot = 0; slot < Math.min(SHOWN_YESTERDAY, raw.size()); slot++) {
            impressions.add(Impression.seen(
                    characterId(), HomeSurface.NAME, raw.items().get(slot).trackId(), slot, yesterday));
        }
        shown.record(impressions);
        return shown;
    }

    /** An artist of the character and those near it. */
    record Similar(String name, List<Neighbour> near) {}

    /** For the artists the character listens to most: those heard in the same sessions and near in vectors. */
    List<Similar> similarArtists() {
        Catalog catalog = history.catalog();
        ArtistNeighbours similar = ArtistNeighbours.of(
                SimilarArtists.of(models.item2vec().vectors(), catalog, ArtistOptions.DEFAULT, UnknownIdPolicy.FAIL),
                ArtistSessions.of(
                        Presets.sequences(history),
                        catalog,
                        ArtistSessionOptions.DEFAULT,
                        UnknownIdPolicy.FAIL,
                        settings.threads()),
                ArtistBlendOptions.DEFAULT,
                UnknownIdPolicy.FAIL);
        Map<Integer, Integer> plays = new LinkedHashMap<>();
        EventLog log = history.events();
        for (int i = log.start(c); i < log.end(c); i++) {
            int a = catalog.mainArtist(log.track(i));
            if (a != IdMap.ABSENT && EventSemantics.DEFAULT.isPositive(log, i)) {
                plays.merge(a, 1, Integer::sum);
            }
        }
        List<Similar> all = new ArrayList<>();
        plays.entrySet().stream()
                .sorted((x, y) -> Integer.compare(y.getValue(), x.getValue()))
                .map(entry -> catalog.artists().id(entry.getKey()))
                .map(id -> new Similar(
                        names.artist(id), similar.similar(id, SIMILAR_SHOWN).items()))
                .filter(s -> !s.near().isEmpty())
                .limit(SEEDS_SHOWN)
                .forEach(all::add);
        return all;
    }

    /** Playlists for the character, or, where playlists stand for characters, those like it. Empty if there are none. */
    List<Neighbour> playlists() {
        TrackVectors vectors = models.item2vec().vectors();
        if (data.playlists().size() == 0) {
            return List.of();
        }
        if (data.source().events().size() == 0) {
            return SimilarPlaylists.of(vectors, data.playlists(), UnknownIdPolicy.FAIL)
                    .similar(characterId(), SIMILAR_SHOWN)
                    .items();
        }
        return PlaylistRecommender.of(
                        vectors, history, EventSemantics.DEFAULT, HistoryOptions.DEFAULT, UnknownIdPolicy.FAIL)
                .forCharacter(characterId(), SIMILAR_SHOWN)
                .items();
    }

    /** A playlist in words: its title or id, and its first tracks. */
    String playlist(String playlistId) {
        int p = data.playlists().ids().indexOf(playlistId);
        String title = data.playlists().title(p);
        List<String> first = new ArrayList<>();
        for (int j = 0; j < Math.min(3, data.playlists().tracks().length(p)); j++) {
            first.add(names.track(data.playlists().tracks().get(p, j)));
        }
        return (title.isEmpty() ? playlistId : title) + ": " + String.join("; ", first) + ", ...";
    }

    /** Why a playlist is offered: the track that adds most to its score. Empty if none is named. */
    String because(Neighbour playlist) {
        return playlist.seeds().stream()
                .filter(seed -> seed.kind() == Seed.Kind.TRACK)
                .findFirst()
                .map(seed -> names.track(seed.id()))
                .orElse("");
    }

    /** Playlists like the first of these. */
    Optional<Similar> similarPlaylists(List<Neighbour> playlists) {
        if (playlists.isEmpty()) {
            return Optional.empty();
        }
        String id = playlists.get(0).id();
        return Optional.of(new Similar(
                playlist(id),
                SimilarPlaylists.of(models.item2vec().vectors(), data.playlists(), UnknownIdPolicy.FAIL)
                        .similar(id, SIMILAR_SHOWN)
                        .items()));
    }

    Names names() {
        return names;
    }
}
