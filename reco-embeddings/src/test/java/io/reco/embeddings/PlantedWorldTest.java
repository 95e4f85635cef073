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
import java.util.Set;
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
}
