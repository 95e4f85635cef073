package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.baseline.Popularity;
import io.reco.core.baseline.PopularityOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import io.reco.core.split.GlobalTemporal;
import io.reco.core.split.Split;
import io.reco.core.world.GroundTruth;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What item2vec with its defaults finds in a generated world whose truth is known. */
class PlantedWorldTest {
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;
    private static final ListeningWorld WORLD =
            ListeningWorld.of(WorldOptions.ofSize(600, 1_500).withMeanEvents(120));

    private static Split split;
    private static TrackVectors vectors;

    @BeforeAll
    static void train() {
        split = GlobalTemporal.defaults().split(WORLD.dataset());
        vectors = Item2VecTrainer.fit(
                        Sequences.sessions(split.train().events(), SEMANTICS),
                        split.train().catalog().tracks(),
                        Item2VecOptions.MUSIC.withDimension(32),
                        ProgressListener.none())
                .vectors();
    }

    /** Share of characters with new tracks in the test that find at least one of them among 20. */
    private static double hitRateOfNewTracks(Recommender recommender) {
        Dataset train = split.train();
        int asked = 0;
        int hits = 0;
        for (int c = 0; c < train.profiles().size(); c++) {
            Set<String> wanted = tracks(split.test().events(), c);
            Set<String> known = tracks(train.events(), c);
            wanted.removeAll(known);
            if (!known.isEmpty() && !wanted.isEmpty()) {
                Query query =
                        Query.forCharacter(train.profiles().ids().id(c), 20).withUnseenOnly(true);
                asked++;
                hits += recommender.recommend(query).trackIds().stream().anyMatch(wanted::contains) ? 1 : 0;
            }
        }
        assertThat(asked).as("characters asked for").isGreaterThan(150);
        return hits / (double) asked;
    }

    private static Set<String> tracks(EventLog log, int c) {
        Set<String> out = new HashSet<>();
        for (int i = log.start(c); i < log.end(c); i++) {
            if (SEMANTICS.isPositive(log, i)) {
                out.add(split.train().catalog().tracks().id(log.track(i)));
            }
        }
        return out;
    }

    @Test
    void newTracksAreFoundFarMoreOftenThanByPopularity() {
        Dataset train = split.train();
        double popularity = hitRateOfNewTracks(
                ScoringRecommender.of(Popularity.fit(train, SEMANTICS, PopularityOptions.DEFAULT), train));
        double item2vec = hitRateOfNewTracks(
                ScoringRecommender.of(VectorScorer.of("item2vec", vectors, HistoryOptions.DEFAULT), train));

        assertThat(item2vec).as("popularity: %s", popularity).isGreaterThan(1.25 * popularity);
    }

    @Test
    void similarArtistsAreOfTheSameScene() {
        GroundTruth truth = WORLD.truth();
        IdMap artists = split.train().catalog().artists();
        SimilarArtists similar =
                SimilarArtists.of(vectors, split.train().catalog(), ArtistOptions.DEFAULT, UnknownIdPolicy.FAIL);
        int same = 0;
        int all = 0;
        int[] sceneSizes = new int[truth.sceneCount()];
        for (int a = 0; a < artists.size(); a++) {
            sceneSizes[truth.sceneOfArtist(a)]++;
            for (Neighbour other : similar.similar(artists.id(a), 3)) {
                all++;
                same += truth.sceneOfArtist(artists.indexOf(other.id())) == truth.sceneOfArtist(a) ? 1 : 0;
            }
        }
        double byChance = 0;
        for (int size : sceneSizes) {
            byChance += Math.pow(size / (double) artists.size(), 2);
        }
        assertThat(byChance).isLessThan(0.2);
        assertThat(same / (double) all).as("same scene; %s by chance", byChance).isGreaterThan(0.8);
    }

    @Test
    void playlistsForACharacterAreOfItsTaste() {
        Dataset train = split.train();
        PlaylistRecommender recommender =
                PlaylistRecommender.of(vectors, train, SEMANTICS, HistoryOptions.DEFAULT, UnknownIdPolicy.FAIL);
        int right = 0;
        int all = 0;
        int byChance = 0;
        int pairs = 0;
        for (int c = 0; c < train.profiles().size(); c++) {
            if (tracks(train.events(), c).isEmpty()) {
                continue;
            }
            int taste = WORLD.truth().mainGenre(c);
            for (Neighbour playlist :
                    recommender.forCharacter(train.profiles().ids().id(c), 1)) {
                all++;
                right += mainGenre(train.playlists().ids().indexOf(playlist.id())) == taste ? 1 : 0;
            }
            for (int p = 0; p < train.playlists().size(); p++) {
                pairs++;
                byChance += mainGenre(p) == taste ? 1 : 0;
            }
        }
        assertThat(right / (double) all)
                .as("main genre; %s by chance", byChance / (double) pairs)
                .isGreaterThan(2.0 * byChance / pairs);
    }

    /** The genre that most tracks of a playlist are of. */
    private static int mainGenre(int p) {
        int[] counts = new int[split.train().catalog().genres().size()];
        int best = 0;
        for (int t : split.train().playlists().tracks().toArray(p)) {
            int g = WORLD.truth().genreOfArtist(WORLD.truth().artistOfTrack(t));
            counts[g]++;
            best = counts[g] > counts[best] ? g : best;
        }
        return best;
    }

    private static double sameScene(Function<String, Answer> similar) {
        GroundTruth truth = WORLD.truth();
        IdMap artists = split.train().catalog().artists();
        int same = 0;
        int all = 0;
        for (int a = 0; a < artists.size(); a++) {
            for (Neighbour other : similar.apply(artists.id(a))) {
                all++;
                same += truth.sceneOfArtist(artists.indexOf(other.id())) == truth.sceneOfArtist(a) ? 1 : 0;
            }
        }
        assertThat(all).isGreaterThan(200);
        return same / (double) all;
    }

    @Test
    void artistsBySessionsAndTheBlendAreOfTheSameScene() {
        Dataset train = split.train();
        ArtistSessions sessions = ArtistSessions.of(
                Sequences.sessions(train.events(), SEMANTICS),
                train.catalog(),
                ArtistSessionOptions.DEFAULT,
                UnknownIdPolicy.FAIL,
                2);
        SimilarArtists byVectors =
                SimilarArtists.of(vectors, train.catalog(), ArtistOptions.DEFAULT, UnknownIdPolicy.FAIL);
        ArtistNeighbours blend =
                ArtistNeighbours.of(byVectors, sessions, ArtistBlendOptions.DEFAULT, UnknownIdPolicy.FAIL);

        double bySessions = sameScene(id -> sessions.similar(id, 3));
        double blended = sameScene(id -> blend.similar(id, 3));
        assertThat(bySessions).as("by sessions").isGreaterThan(0.7);
        assertThat(blended).as("by sessions: %s", bySessions).isGreaterThan(0.8);
    }

    /** Of the genres of the larger tastes of a character that has two or more: the share that its list holds a track of. */
    private static double tastesServed(HistoryOptions options) {
        Dataset train = split.train();
        GroundTruth truth = WORLD.truth();
        TrackRecommender recommender = TrackRecommender.of(vectors, train, SEMANTICS, options, UnknownIdPolicy.FAIL)
                .withUnheardOnly(true);
        double served = 0;
        int asked = 0;
        int day = WORLD.options().days() - 1;
        for (int c = 0; c < train.profiles().size(); c++) {
            Set<Integer> genres = new HashSet<>();
            for (GroundTruth.TasteShare taste : truth.tastes(c, day)) {
                if (taste.share() > 0.25) {
                    genres.add(taste.genre());
                }
            }
            if (genres.size() < 2 || tracks(train.events(), c).size() < 20) {
                continue;
            }
            Set<Integer> found = new HashSet<>();
            for (Neighbour item : recommender.forCharacter(
                    train.profiles().ids().id(c), Wanted.best(20).withSeeds(0))) {
                int t = train.catalog().tracks().indexOf(item.id());
                found.add(truth.genreOfArtist(truth.artistOfTrack(t)));
            }
            found.retainAll(genres);
            served += found.size() / (double) genres.size();
            asked++;
        }
        assertThat(asked).isGreaterThan(40);
        return served / asked;
    }

    @Test
    void twoInterestsServeMoreTastesThanTheMeanOfThem() {
        double mean = tastesServed(HistoryOptions.DEFAULT);
        double divided = tastesServed(HistoryOptions.DEFAULT.withInterests(2, 0.65));
        assertThat(divided).as("mean: %s", mean).isGreaterThan(mean + 0.04);
    }

    @Test
    void wordsOfTitlesFindTracksOfTheirPlaylists() {
        Dataset train = split.train();
        PlaylistWords words = PlaylistWords.fit(vectors, train, PlaylistWordOptions.DEFAULT, UnknownIdPolicy.FAIL);
        assertThat(words.words()).hasSizeGreaterThan(20);
        double found = 0;
        double popular = 0;
        int asked = 0;
        for (int p = 0; p < train.playlists().size(); p++) {
            Set<String> inIt = new HashSet<>();
            for (int t : train.playlists().tracks().toArray(p)) {
                inIt.add(train.catalog().tracks().id(t));
            }
            Answer byTitle = words.tracks(train.playlists().title(p), List.of(), Wanted.best(20));
            if (!byTitle.isEmpty() && byTitle.items().get(0).from(Evidence.VECTORS)) {
                asked++;
                found += byTitle.ids().stream().filter(inIt::contains).count();
                popular += words.tracks("", List.of(), Wanted.best(20)).ids().stream()
                        .filter(inIt::contains)
                        .count();
            }
        }
        assertThat(asked).isGreaterThan(100);
        assertThat(found).as("popular: %s", popular).isGreaterThan(1.5 * popular);
    }
}
