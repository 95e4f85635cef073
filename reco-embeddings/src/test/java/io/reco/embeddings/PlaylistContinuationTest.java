package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlist;
import io.reco.core.data.ReleaseDate;
import io.reco.core.data.Track;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdException;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.split.PlaylistsAsCharacters;
import io.reco.core.vector.SearchHits;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaylistContinuationTest {
    private static final ContinuationOptions KNN = ContinuationOptions.DEFAULT.withWeights(1, 0);

    /** a and b share two playlists, a and c one, b and d one long one; e is in a playlist of its own, f in none. */
    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("small");
        builder.catalog().track("f");
        add(builder, "P1", "a", "b", "a");
        add(builder, "P2", "a", "b", "c");
        add(builder, "P3", "b", "d", "x", "y", "z");
        add(builder, "P4", "e");
        add(builder, "P5", "e");
        add(builder, "P6", "e");
        return builder.build();
    }

    private static void add(DatasetBuilder builder, String id, String... tracks) {
        builder.addPlaylist(Playlist.of(id, List.of(tracks)));
    }

    private static PlaylistContinuation fit(ContinuationOptions options) {
        return PlaylistContinuation.fit(data(), options, UnknownIdPolicy.FAIL, 1);
    }

    @Test
    void theAsymmetricFormulaByHand() {
        double alpha = 0.3;
        double exponent = 0.5;
        PlaylistKnn knn = PlaylistKnn.fit(
                data(), KNN.knn().withAlpha(alpha).withLengthExponent(exponent).withShrinkage(0), 2, 1);
        Dataset data = data();
        int a = data.catalog().tracks().indexOf("a");
        int b = data.catalog().tracks().indexOf("b");
        int c = data.catalog().tracks().indexOf("c");
        List<double[]> parts = knn.parts(new int[] {a, c}, new int[] {b});
        // n(a) = 2, n(b) = 3, n(c) = 1; lengths are of distinct tracks: P1 2, P2 3.
        double ab = (Math.pow(2, -exponent) + Math.pow(3, -exponent)) / (Math.pow(2, alpha) * Math.pow(3, 1 - alpha));
        double cb = Math.pow(3, -exponent) / (1 * Math.pow(3, 1 - alpha));
        assertThat(parts.get(0)[0]).isCloseTo(ab * ab, within(1e-6));
        assertThat(parts.get(0)[1]).isCloseTo(cb * cb, within(1e-6));
        assertThat(knn.best(new int[] {a, c}, 1, t -> t == b).score(0))
                .isCloseTo((float) (ab * ab + cb * cb), within(1e-6f));
    }

    @Test
    void neighboursComeFirstThenWhatIsPopular() {
        Answer answer = fit(KNN).forTracks(List.of("a"), Wanted.best(20));
        assertThat(answer.ids())
                .startsWith("b", "c", "e")
                .hasSize(8)
                .endsWith("f")
                .doesNotContain("a");
        assertThat(answer.items().get(0).evidence()).isEqualTo(Set.of(Evidence.PLAYLISTS));
        assertThat(answer.items().get(0).score()).isCloseTo(1 / 61.0, within(1e-12));
        assertThat(answer.items().get(0).seeds()).containsExactly(new Seed(Seed.Kind.TRACK, "a", 1 / 61.0));
        assertThat(answer.items().get(2).evidence()).isEqualTo(Set.of(Evidence.POPULARITY));
        assertThat(answer.items().get(2).seeds()).isEmpty();
    }

    @Test
    void seedsShareThePartOfAListByTheirSimilarities() {
        PlaylistContinuation fitted =
                fit(KNN.withKnn(KNN.knn().withLengthExponent(0).withAlpha(0.5).withShrinkage(0)));
        Neighbour b =
                fitted.forTracks(List.of("c", "a"), Wanted.best(1)).items().get(0);
        assertThat(b.id()).isEqualTo("b");
        // s(a, b) = 2 / sqrt(6), s(c, b) = 1 / sqrt(3)
        double a = 2 / Math.sqrt(6);
        double c = 1 / Math.sqrt(3);
        assertThat(b.seeds()).extracting(Seed::id).containsExactly("a", "c");
        assertThat(b.seeds().get(0).amount()).isCloseTo(a / (a + c) / 61, within(1e-7));
    }

    @Test
    void anEmptyPlaylistGetsWhatIsPopular() {
        Answer answer = fit(KNN).forTracks(List.of(), Wanted.best(3));
        assertThat(answer.ids()).containsExactly("b", "e", "a");
        assertThat(answer.items().get(0).score()).isEqualTo(3);
    }

    @Test
    void aQuestionForAnyNumberGetsAllThereAre() {
        PlaylistContinuation fitted = fit(KNN);
        assertThat(fitted.forTracks(List.of("a"), Wanted.best(Integer.MAX_VALUE)))
                .hasSize(8)
                .isEqualTo(fitted.forTracks(List.of("a"), Wanted.best(8)));
    }

    @Test
    void tiesAtTheCutGoByIdWhereTheFloatIsAboveTheSum() {
        DatasetBuilder builder = Dataset.builder("ties");
        add(builder, "P1", "s1", "z1", "z2", "z3", "z4", "z5");
        add(builder, "P2", "s2", "a1", "a2", "a3", "a4", "a5");
        Dataset data = builder.build();
        IdMap tracks = data.catalog().tracks();
        int[] seeds = {tracks.indexOf("s1"), tracks.indexOf("s2")};
        boolean roundedUp = false;
        for (double power : new double[] {0.6, 1, 2}) {
            PlaylistKnn knn = PlaylistKnn.fit(data, KNN.knn(), power, 1);
            SearchHits best = knn.best(seeds, 3, t -> true);
            assertThat(Arrays.stream(best.rows()).mapToObj(tracks::id))
                    .as("power %s", power)
                    .containsExactly("a1", "a2", "a3");
            double exact = knn.parts(seeds, best.rows()).get(0)[1];
            roundedUp |= best.score(0) > exact;
        }
        assertThat(roundedUp).as("a float above its double was among them").isTrue();
    }

    @Test
    void similaritiesOfAPowerThatIsZeroCountNothing() {
        // The 2000th power of a similarity well below 1 is 0 in double precision.
        PlaylistKnn knn = PlaylistKnn.fit(data(), KNN.knn(), 2000, 1);
        IdMap tracks = data().catalog().tracks();
        int[] seeds = {tracks.indexOf("a"), tracks.indexOf("b"), tracks.indexOf("c")};
        assertThat(knn.best(seeds, 20, t -> true).size()).isZero();
        assertThat(fit(KNN.withPower(2000)).forTracks(List.of("a", "b", "c"), Wanted.best(20)))
                .hasSize(6)
                .allSatisfy(item -> assertThat(item.evidence()).isEqualTo(Set.of(Evidence.POPULARITY)));
    }

    @Test
    void orderAndRepeatsPlayNoPart() {
        PlaylistContinuation fitted = PlaylistContinuation.fit(
                AnswererContract.DATA, AnswererContract.VECTORS, ContinuationOptions.DEFAULT, UnknownIdPolicy.FAIL, 1);
        String one = AnswerWorld.track(1);
        String two = AnswerWorld.track(2);
        String five = AnswerWorld.track(5);
        assertThat(fitted.forTracks(List.of(five, one, two, one), Wanted.best(20)))
                .isEqualTo(fitted.forTracks(List.of(one, two, five), Wanted.best(20)));
    }

    @Test
    void bothListsAreFusedByRank() {
        PlaylistContinuation fitted = PlaylistContinuation.fit(
                AnswererContract.DATA,
                AnswererContract.VECTORS,
                ContinuationOptions.DEFAULT
                        .withVectors(SimilarTrackOptions.DEFAULT)
                        .withWeights(1, 0.5)
                        .withLists(10, 500),
                UnknownIdPolicy.FAIL,
                1);
        List<String> seeds = List.of(AnswerWorld.track(1), AnswerWorld.track(5));
        List<String> byVectors = SimilarTracks.of(AnswererContract.VECTORS, UnknownIdPolicy.FAIL)
                .similar(seeds, Wanted.best(500))
                .ids();
        List<String> byPlaylists = PlaylistContinuation.fit(AnswererContract.DATA, KNN, UnknownIdPolicy.FAIL, 1)
                .forTracks(seeds, Wanted.best(500))
                .items()
                .stream()
                .filter(item -> item.from(Evidence.PLAYLISTS))
                .map(Neighbour::id)
                .toList();
        boolean both = false;
        for (Neighbour item : fitted.forTracks(seeds, Wanted.best(15))) {
            int v = byVectors.indexOf(item.id());
            int p = byPlaylists.indexOf(item.id());
            double expected = (p < 0 ? 0 : 1.0 / (11 + p)) + (v < 0 ? 0 : 0.5 / (11 + v));
            assertThat(item.score()).isCloseTo(expected, within(1e-12));
            assertThat(item.from(Evidence.VECTORS)).isEqualTo(v >= 0);
            assertThat(item.from(Evidence.PLAYLISTS)).isEqualTo(p >= 0);
            both |= v >= 0 && p >= 0;
        }
        assertThat(both).isTrue();
    }

    @Test
    void whatCameOutAfterThePlaylistIsLeftOut() {
        DatasetBuilder builder = Dataset.builder("dated");
        builder.catalog().addTrack(released("old", new ReleaseDate(2019, 0, 0)));
        builder.catalog().addTrack(released("sameDay", new ReleaseDate(2020, 6, 1)));
        builder.catalog().addTrack(released("later", new ReleaseDate(2020, 6, 2)));
        builder.catalog().addTrack(released("perhaps", new ReleaseDate(2020, 0, 0)));
        builder.catalog().track("undated");
        long june =
                LocalDate.of(2020, 6, 1).atTime(23, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
        builder.addPlaylist(new Playlist("P", "", "", List.of(), List.of("seed"), june, -1));
        Dataset data = builder.build();
        PlaylistContinuation dated = PlaylistContinuation.fit(data, KNN.withReleasedBy(true), UnknownIdPolicy.FAIL, 1);
        assertThat(dated.forPlaylist("P", 10).ids()).containsExactlyInAnyOrder("old", "sameDay", "perhaps", "undated");
        assertThat(dated.forTracks(List.of("seed"), Wanted.best(10)).ids()).contains("later");
        assertThat(PlaylistContinuation.fit(data, KNN, UnknownIdPolicy.FAIL, 1)
                        .forPlaylist("P", 10)
                        .ids())
                .contains("later");
    }

    private static Track released(String id, ReleaseDate date) {
        return Track.builder(id).released(date).build();
    }

    @Test
    void aBatchIsTheAnswersOneByOne() {
        PlaylistContinuation fitted = fit(KNN);
        List<Playlist> playlists = new ArrayList<>();
        List<Answer> expected = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d", "e", "f", "x")) {
            playlists.add(Playlist.of("new", List.of(id)));
            expected.add(fitted.forTracks(List.of(id), Wanted.best(4)));
        }
        assertThat(fitted.forPlaylists(playlists, Wanted.best(4), 3)).isEqualTo(expected);
    }

    @Test
    void asAScorerItRanksTheSame() {
        Dataset data = AnswererContract.DATA;
        Dataset characters = PlaylistsAsCharacters.of(data).dataset();
        PlaylistContinuation fitted = PlaylistContinuation.fit(data, KNN, UnknownIdPolicy.FAIL, 1);
        ScoringRecommender recommender = ScoringRecommender.of(fitted.scorer("continuation"), characters);
        String id = AnswerWorld.playlist(4);
        List<String> expected = fitted.forPlaylist(id, 5).ids();
        assertThat(recommender.recommend(Query.forCharacter(id, 5)).trackIds()).isEqualTo(expected);
    }

    @Test
    void unknownIdsFollowThePolicy() {
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> fit(KNN).forPlaylist("who", 3))
                .withMessageContaining("playlist 'who'");
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> fit(KNN).forTracks(List.of("a", "who"), Wanted.best(3)))
                .withMessageContaining("track 'who'");
        PlaylistContinuation ignoring = PlaylistContinuation.fit(data(), KNN, UnknownIdPolicy.IGNORE, 1);
        assertThat(ignoring.forTracks(List.of("a", "who"), Wanted.best(1)).unknown())
                .containsExactly("who");
        assertThat(ignoring.forPlaylist("who", 3)).isEmpty();
    }

    @Test
    void optionsOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KNN.withWeights(0, 0))
                .withMessage("knnWeight and vectorWeight are both 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KNN.withPower(0))
                .withMessage("power 0.0 is not a finite number above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KNN.withLists(60, 0))
                .withMessage("depth 0 is not 1 or above");
    }
}
