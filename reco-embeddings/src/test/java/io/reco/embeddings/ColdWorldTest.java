package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profile;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Characters and tracks that the model has not seen, in a generated world: every fifth character and every seventh track. */
class ColdWorldTest {
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;
    private static final ListeningWorld WORLD =
            ListeningWorld.of(WorldOptions.ofSize(700, 1_500).withMeanEvents(90));

    private static Dataset all;
    private static Dataset train;
    private static TrackVectors vectors;

    @BeforeAll
    static void trainOnTheRest() {
        all = WORLD.dataset();
        EventLog log = all.events();
        train = all.withEvents(log.where(i -> log.characterOf(i) % 5 != 0 && log.track(i) % 7 != 0));
        vectors = Item2VecTrainer.fit(
                        Sequences.sessions(train.events(), SEMANTICS),
                        train.catalog().tracks(),
                        Item2VecOptions.MUSIC.withDimension(32),
                        ProgressListener.none())
                .vectors();
    }

    @Test
    void unseenCharactersAreServedBetterThanByPopularity() {
        FeatureVectors features = FeatureVectors.of(
                AttributeCentroids.of(vectors, train, SEMANTICS, HistoryOptions.DEFAULT), FeatureWeights.DEFAULT);
        ColdCharacters cold = ColdCharacters.fit(
                vectors,
                train,
                SEMANTICS,
                HistoryOptions.DEFAULT,
                features,
                ColdCharacterOptions.DEFAULT,
                UnknownIdPolicy.FAIL,
                2);
        List<String> popular =
                cold.tracks(Profile.of("nobody"), Wanted.best(20)).ids();
        double heard = 0;
        double heardPopular = 0;
        double truth = 0;
        double truthPopular = 0;
        int asked = 0;
        for (int c = 0; c < all.profiles().size(); c += 5) {
            Answer answer = cold.tracks(all.profiles().profile(c, all.catalog()), Wanted.best(20));
            assertThat(answer).hasSize(20);
            heard += heard(c, answer.ids());
            heardPopular += heard(c, popular);
            truth += truth(c, answer.ids());
            truthPopular += truth(c, popular);
            asked++;
        }
        assertThat(asked).isEqualTo(140);
        assertThat(heard).as("popularity: %s", heardPopular).isGreaterThan(1.15 * heardPopular);
        assertThat(truth).as("popularity: %s", truthPopular).isGreaterThan(1.15 * truthPopular);
    }

    /** How many of the tracks the character listens to in the part that was kept back. */
    private static long heard(int c, List<String> ids) {
        var listened = CharacterClusters.listened(all.events(), SEMANTICS, c);
        return ids.stream()
                .filter(id -> listened.contains(all.catalog().tracks().indexOf(id)))
                .count();
    }

    /** The sum of the oracle's probabilities of the tracks. */
    private static double truth(int c, List<String> ids) {
        return ids.stream()
                .mapToDouble(id -> WORLD.truth().score(c, all.catalog().tracks().indexOf(id), 90))
                .sum();
    }

    @Test
    void newTracksAreBesideTracksOfTheirScene() {
        FeatureVectors features =
                FeatureVectors.of(AttributeCentroids.of(vectors, train.catalog()), FeatureWeights.DEFAULT);
        TrackVectors extended = ColdTracks.extended(vectors, train.catalog(), features);
        SimilarTracks similar = SimilarTracks.of(extended, UnknownIdPolicy.FAIL);
        IdMap tracks = all.catalog().tracks();
        int right = 0;
        int asked = 0;
        for (int t = 0; t < tracks.size(); t += 7) {
            assertThat(vectors.row(t)).as("not trained on").isEqualTo(IdMap.ABSENT);
            for (Neighbour near : similar.similar(tracks.id(t), 5)) {
                asked++;
                right += scene(tracks.indexOf(near.id())) == scene(t) ? 1 : 0;
            }
        }
        assertThat(asked).isGreaterThan(900);
        assertThat(right / (double) asked).isGreaterThan(0.7);
    }

    private static int scene(int t) {
        return WORLD.truth().sceneOfArtist(WORLD.truth().artistOfTrack(t));
    }
}
