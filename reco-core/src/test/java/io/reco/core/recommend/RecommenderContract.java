package io.reco.core.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Recommender} keeps. A subclass gives the model and says what kind it is. */
public abstract class RecommenderContract {
    private static final long SEED = 20260;

    private Dataset world = SmallWorld.timed(SEED);
    private Recommender model = fit(world, UnknownIdPolicy.FAIL);

    /**
     * Fits the model with a fixed seed, {@link EventSemantics#DEFAULT} and the fallback ladder of its data, on one thread.
     * Must take data with and without times, without events, and without tracks.
     */
    protected abstract Recommender fit(Dataset train, UnknownIdPolicy unknownIds);

    /** Whether the answer depends on the history. */
    protected boolean looksAtHistory() {
        return true;
    }

    /** What an answer that comes from the model rests on. */
    protected Basis basis() {
        return Basis.HISTORY;
    }

    /** Whether tracks with the same events get the same score; not so when the order of events at one time matters. */
    protected boolean scoresTwinsAlike() {
        return true;
    }

    @BeforeEach
    void freshModel() {
        world = SmallWorld.timed(SEED);
        model = fit(world, UnknownIdPolicy.FAIL);
    }

    private static Query query(int c, int k) {
        return Query.forCharacter(SmallWorld.character(c), k);
    }

    private List<Query> mixedQueries() {
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Query query = query(i, 1 + i % 12).withUnseenOnly(i % 3 == 0);
            if (i % 5 == 0) {
                query = query.withHistory(List.of(Listen.of(SmallWorld.a(i % 7)), Listen.of(SmallWorld.b(i % 4))));
            }
            if (i % 4 == 0) {
                query = query.withExcluded(List.of(SmallWorld.a(0), SmallWorld.b(1)));
            }
            queries.add(query);
        }
        queries.add(Query.forHistory(List.of(), 5));
        queries.add(Query.forCharacter(SmallWorld.SILENT, 100));
        return queries;
    }

    /** How many tracks may answer a query: the same with times and without. */
    private int allowed(Query query) {
        Set<String> tracks = new HashSet<>(SmallWorld.tracks());
        tracks.removeAll(query.excluded());
        if (query.unseenOnly()) {
            query.history().orElse(List.of()).forEach(listen -> tracks.remove(listen.trackId()));
            query.characterId().ifPresent(c -> tracks.removeAll(fittedTracks(c)));
        }
        return tracks.size();
    }

    private Set<String> fittedTracks(String character) {
        EventLog events = world.events();
        int idx = world.profiles().ids().indexOf(character);
        Set<String> tracks = new HashSet<>();
        for (int i = events.start(idx); i < events.end(idx); i++) {
            tracks.add(world.catalog().tracks().id(events.track(i)));
        }
        return tracks;
    }

    /** Score descending, then id ascending by code point; scores are numbers. */
    private static void assertInOrder(RecommendationList list) {
        for (int i = 1; i < list.size(); i++) {
            Recommendation above = list.items().get(i - 1);
            Recommendation below = list.items().get(i);
            assertThat(above.score()).isFinite().isGreaterThanOrEqualTo(below.score());
            if (above.score() == below.score()) {
                int order = Arrays.compare(
                        above.trackId().codePoints().toArray(),
                        below.trackId().codePoints().toArray());
                assertThat(order).as("ties: %s before %s", above, below).isNegative();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 40, 52})
    void givesExactlyKTracksInOrder(int k) {
        for (int c = 0; c < 10; c++) {
            RecommendationList list = model.recommend(query(c, k));
            assertThat(list.items()).hasSize(k);
            assertThat(list.trackIds()).doesNotHaveDuplicates();
            assertThat(list.characterId()).contains(SmallWorld.character(c));
            assertThat(list.basis()).isEqualTo(basis());
            assertThat(list.unknownIds()).isZero();
            assertInOrder(list);
        }
    }

    @Test
    void aLongerListBeginsWithTheShorterOne() {
        List<String> all = model.recommend(query(3, 52)).trackIds();
        for (int k = 1; k < 52; k++) {
            assertThat(model.recommend(query(3, k)).trackIds()).isEqualTo(all.subList(0, k));
        }
    }

    @Test
    void fillsKWhateverIsExcluded() {
        List<String> left = new ArrayList<>(SmallWorld.tracks());
        List<String> excluded = new ArrayList<>();
        Collections.shuffle(left, new Random(SEED));
        while (left.size() > 1) {
            excluded.add(left.remove(left.size() - 1));
            RecommendationList list = model.recommend(query(5, 3).withExcluded(excluded));
            assertThat(list.items()).hasSize(Math.min(3, left.size()));
            assertThat(left).containsAll(list.trackIds());
            assertInOrder(list);
        }
    }

    @Test
    void exclusionsTakeTracksOutAndChangeNothingElse() {
        List<String> all = model.recommend(query(8, 52)).trackIds();
        List<String> excluded = List.of(all.get(0), all.get(4), all.get(51));
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(excluded);
        assertThat(model.recommend(query(8, 49).withExcluded(excluded)).trackIds())
                .isEqualTo(rest);
    }

    @Test
    void everythingExcludedGivesAnEmptyListThatRestsOnNothing() {
        RecommendationList list = model.recommend(query(5, 3).withExcluded(SmallWorld.tracks()));
        assertThat(list.items()).isEmpty();
        assertThat(list.basis()).isEqualTo(Basis.NONE);
        assertThat(list.filled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {53, 1_000, Integer.MAX_VALUE})
    void aKAboveTheCatalogueGivesEveryTrackOnce(int k) {
        RecommendationList list = model.recommend(query(2, k));
        assertThat(list.trackIds()).containsExactlyInAnyOrderElementsOf(SmallWorld.tracks());
        assertInOrder(list);
    }

    @Test
    void unseenOnlyLeavesOutEveryEventOfTheFittedHistorySkipsIncluded() {
        for (int c = 0; c < 20; c++) {
            Set<String> seen = fittedTracks(SmallWorld.character(c));
            RecommendationList list = model.recommend(query(c, 100).withUnseenOnly(true));
            Set<String> expected = new HashSet<>(SmallWorld.tracks());
            expected.removeAll(seen);
            assertThat(list.trackIds()).containsExactlyInAnyOrderElementsOf(expected);
            assertInOrder(list);
        }
    }

    @Test
    void unseenOnlyLeavesOutTheHistoryOfTheQueryAndTheFittedOne() {
        Listen skip = new Listen(SmallWorld.UNPLAYED.get(1), EventLog.NO_TIME, EventType.SKIP, 1_000);
        Query query = query(4, 100)
                .withHistory(List.of(Listen.of(SmallWorld.UNPLAYED.get(0)), skip))
                .withUnseenOnly(true);
        Set<String> expected = new HashSet<>(SmallWorld.tracks());
        expected.removeAll(fittedTracks(SmallWorld.character(4)));
        expected.removeAll(SmallWorld.UNPLAYED);
        assertThat(model.recommend(query).trackIds()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(model.recommend(query.withUnseenOnly(false)).trackIds())
                .containsExactlyInAnyOrderElementsOf(SmallWorld.tracks());
    }

    @Test
    void tracksThatNobodyPlayedComeInOrderOfCodePoints() {
        assumeThat(basis()).as("has no opinion on tracks that nobody played").isNotEqualTo(Basis.NONE);
        List<String> all = model.recommend(query(2, 52)).trackIds();
        assertThat(all.indexOf(SmallWorld.UNPLAYED.get(0))).isLessThan(all.indexOf(SmallWorld.UNPLAYED.get(1)));
    }

    @Test
    void twinsAreTiedAndOrderedByCodePoint() {
        assumeThat(scoresTwinsAlike()).as("equal events, equal scores").isTrue();
        // In UTF-16 order the surrogates of the note come first.
        List<String> twins = List.of("twin", "\uFF5E twin", "\uD834\uDD1E twin");
        DatasetBuilder builder = Dataset.builder("twins");
        for (int t = 2; t >= 0; t--) {
            builder.catalog().track(twins.get(t));
        }
        for (int c = 0; c < 4; c++) {
            builder.addListen("c" + c, "common", 1_000L);
            for (String twin : twins) {
                // All at one time: no order among them.
                if (c > 0) {
                    builder.addListen("c" + c, twin, 1_000L);
                }
            }
        }
        Recommender fitted = fit(builder.build(), UnknownIdPolicy.FAIL);
        for (String c : List.of("c0", "c1")) {
            List<String> answer =
                    new ArrayList<>(fitted.recommend(Query.forCharacter(c, 4)).trackIds());
            answer.remove("common");
            assertThat(answer).as(c).isEqualTo(twins);
        }
    }

    @Test
    void failPolicyRefusesEveryUnknownIdByName() {
        assertThatThrownBy(() -> model.recommend(Query.forCharacter("who", 3)))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining("character 'who'");
        assertThatThrownBy(() -> model.recommend(query(1, 3).withHistory(List.of(Listen.of("what")))))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining("track 'what'");
        assertThatThrownBy(() -> model.recommend(query(1, 3).withExcluded(List.of("gone"))))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining("track 'gone'");
    }

    @ParameterizedTest
    @EnumSource(
            value = UnknownIdPolicy.class,
            names = {"WARN", "IGNORE"})
    void otherPoliciesGoOnWithoutUnknownIdsAndCountThem(UnknownIdPolicy policy) {
        Recommender lenient = fit(world, policy);
        List<Listen> known = List.of(Listen.of(SmallWorld.a(1)), Listen.of(SmallWorld.a(2)));
        List<Listen> mixed = List.of(Listen.of("x1"), known.get(0), Listen.of("x2"), known.get(1), Listen.of("x1"));
        Query clean = Query.forHistory(known, 8).withExcluded(List.of(SmallWorld.a(3)));
        Query dirty = Query.forCharacter("who", 8)
                .withHistory(mixed)
                .withExcluded(List.of(SmallWorld.a(3), "x3", "\uD800 not Unicode", ""));
        RecommendationList answer = lenient.recommend(dirty);
        assertThat(answer.unknownIds()).as("who, x1, x2, x3, two bad ones").isEqualTo(6);
        assertThat(answer.characterId()).contains("who");
        assertThat(answer.items()).isEqualTo(lenient.recommend(clean).items());
        assertThat(answer.basis()).isEqualTo(basis());
    }

    @Test
    void anUnseenCharacterIsServedFromTheHistoryInTheQuery() {
        Recommender lenient = fit(world, UnknownIdPolicy.IGNORE);
        List<Listen> history =
                List.of(Listen.of(SmallWorld.b(0)), Listen.of(SmallWorld.b(1)), Listen.of(SmallWorld.b(2)));
        RecommendationList list =
                lenient.recommend(Query.forCharacter("new here", 10).withHistory(history));
        assertThat(list.items()).hasSize(10);
        assertThat(list.basis()).isEqualTo(basis());
        assertThat(list.filled()).isLessThan(10);
        assertThat(list.items().get(0).source()).isEqualTo(lenient.name());
        assertInOrder(list);
        if (looksAtHistory()) {
            List<Listen> other =
                    List.of(Listen.of(SmallWorld.a(0)), Listen.of(SmallWorld.a(1)), Listen.of(SmallWorld.a(2)));
            assertThat(lenient.recommend(Query.forHistory(other, 10)).items()).isNotEqualTo(list.items());
        }
    }

    @Test
    void aHistoryInTheQueryTakesThePlaceOfTheFittedOne() {
        List<Listen> history = List.of(Listen.of(SmallWorld.b(0)), Listen.of(SmallWorld.b(1)));
        List<Recommendation> fitted = model.recommend(query(0, 10)).items();
        List<Recommendation> given =
                model.recommend(query(0, 10).withHistory(history)).items();
        if (looksAtHistory()) {
            assertThat(given).isNotEqualTo(fitted);
        } else {
            assertThat(given).isEqualTo(fitted);
        }
    }

    @Test
    void ofSomebodyNothingIsKnownOfTheFallbackServesAndSaysSo() {
        assumeThat(looksAtHistory()).isTrue();
        Query nobody = Query.forHistory(List.of(), 10);
        RecommendationList popular = model.recommend(nobody);
        assertThat(popular.items()).hasSize(10);
        assertThat(popular.basis()).isEqualTo(Basis.POPULARITY);
        assertThat(popular.filled()).isEqualTo(10);
        assertThat(popular.items().get(0).source()).isEqualTo("fallback:popularity");
        RecommendationList similar = model.recommend(nobody.withProfile(Gender.M, AgeBand.UNKNOWN));
        assertThat(similar.basis()).isEqualTo(Basis.SIMILAR_PROFILES);
        assertThat(similar.items().get(0).source()).isEqualTo("fallback:gender");
        RecommendationList silent = model.recommend(Query.forCharacter(SmallWorld.SILENT, 52));
        assertThat(silent.items()).hasSize(52);
        assertThat(silent.basis()).isEqualTo(Basis.SIMILAR_PROFILES);
        assertInOrder(silent);
    }

    @Test
    void aHistoryOfSkipsOnlyIsNoHistory() {
        assumeThat(looksAtHistory()).isTrue();
        List<Listen> skips = List.of(
                new Listen(SmallWorld.a(0), EventLog.NO_TIME, EventType.SKIP, 1_000),
                new Listen(SmallWorld.a(1), EventLog.NO_TIME, EventType.LISTEN, 1_000));
        assertThat(model.recommend(Query.forHistory(skips, 5)).items())
                .isEqualTo(model.recommend(Query.forHistory(List.of(), 5)).items());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 100})
    void aBatchIsTheSerialAnswersInOrder(int threads) {
        List<Query> queries = mixedQueries();
        List<RecommendationList> serial = queries.stream().map(model::recommend).toList();
        assertThat(model.recommendAll(queries, threads)).isEqualTo(serial);
        assertThat(model.recommendAll(List.of(), threads)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aFailingQueryOfABatchIsNamed(int threads) {
        List<Query> queries = new ArrayList<>(mixedQueries());
        queries.set(17, Query.forCharacter("stranger", 4));
        queries.set(30, Query.forCharacter("another", 4));
        assertThatThrownBy(() -> model.recommendAll(queries, threads))
                .isInstanceOfSatisfying(
                        QueryFailedException.class, e -> assertThat(e.index()).isEqualTo(17))
                .hasMessageContaining("query 17")
                .hasMessageContaining("stranger")
                .hasCauseInstanceOf(UnknownIdException.class);
    }

    @Test
    void aBatchNeedsAThread() {
        assertThatThrownBy(() -> model.recommendAll(mixedQueries(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threads 0");
    }

    @Test
    void manyThreadsMayAskAtOnce() throws Exception {
        List<Query> queries = mixedQueries();
        List<RecommendationList> serial = queries.stream().map(model::recommend).toList();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<RecommendationList>>> callers = Collections.nCopies(
                    8, () -> queries.stream().map(model::recommend).toList());
            for (Future<List<RecommendationList>> answer : pool.invokeAll(callers)) {
                assertThat(answer.get()).isEqualTo(serial);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsAndARefitIsAFreshFit() {
        List<Query> queries = mixedQueries();
        List<RecommendationList> first = model.recommendAll(queries, 1);
        Recommender other = fit(SmallWorld.timed(SEED + 1), UnknownIdPolicy.FAIL);
        assertThat(other.recommendAll(queries, 1)).hasSameSizeAs(queries);
        assertThat(fit(world, UnknownIdPolicy.FAIL).recommendAll(queries, 1)).isEqualTo(first);
        assertThat(model.recommendAll(queries, 1)).isEqualTo(first);
    }

    @Test
    void dataWithoutTimesWillDo() {
        Recommender untimed = fit(SmallWorld.untimed(SEED), UnknownIdPolicy.FAIL);
        for (Query query : mixedQueries()) {
            RecommendationList list = untimed.recommend(query);
            assertThat(list.items()).hasSize(Math.min(query.k(), allowed(query)));
            assertInOrder(list);
        }
        assertThat(untimed.recommend(query(0, 10)).basis()).isEqualTo(basis());
    }

    @Test
    void aMomentBeforeTheDataOrLongAfterIsNoTrouble() {
        for (long now : new long[] {0, 1_000, SmallWorld.LAST_MILLIS - 1, EventLog.MAX_TIME_MILLIS, Long.MAX_VALUE}) {
            RecommendationList list = model.recommend(query(6, 20).withNow(now));
            assertThat(list.items()).as("now %d", now).hasSize(20);
            assertThat(list.basis()).isEqualTo(basis());
            assertInOrder(list);
        }
    }

    @Test
    void withoutAnyEventTheTracksComeInOrderOfTheirIds() {
        assumeThat(basis()).isNotEqualTo(Basis.NONE);
        List<String> ids = List.of("a", "b", "\uFF5E", "\uD834\uDD1E");
        List<String> shuffled = List.of("\uD834\uDD1E", "b", "\uFF5E", "a");
        Recommender empty = fit(SmallWorld.withoutEvents(shuffled), UnknownIdPolicy.FAIL);
        RecommendationList list = empty.recommend(Query.forCharacter(SmallWorld.SILENT, 3));
        assertThat(list.trackIds()).isEqualTo(ids.subList(0, 3));
        assertThat(list.basis()).isEqualTo(Basis.POPULARITY);
        assertThat(list.filled()).isEqualTo(3);
    }

    @Test
    void withoutAnyTrackTheListIsEmpty() {
        Recommender empty = fit(SmallWorld.withoutEvents(List.of()), UnknownIdPolicy.FAIL);
        RecommendationList list = empty.recommend(Query.forCharacter(SmallWorld.SILENT, 3));
        assertThat(list.items()).isEmpty();
        assertThat(list.basis()).isEqualTo(Basis.NONE);
    }

    @Test
    void oneTrackIsACatalogue() {
        DatasetBuilder builder = Dataset.builder("one track");
        builder.addListen("c", "only", 5_000);
        builder.addListen("c", "only", 6_000);
        Recommender fitted = fit(builder.build(), UnknownIdPolicy.FAIL);
        assertThat(fitted.recommend(Query.forCharacter("c", 3)).trackIds()).containsExactly("only");
        assertThat(fitted.recommend(Query.forCharacter("c", 3).withUnseenOnly(true))
                        .items())
                .isEmpty();
        assertThat(fitted.recommend(Query.forHistory(List.of(Listen.of("only")), 1))
                        .trackIds())
                .containsExactly("only");
    }

    @Test
    void idsAreKeptByteForByteHoweverLongOrStrange() {
        String huge = "x".repeat(100_000);
        List<String> ids = List.of(huge, " a", "a ", "a", "A", "e\u0301", "\u00E9", "\u202Ebidi", "\uD834\uDD1E", "\n");
        DatasetBuilder builder = Dataset.builder("strange ids");
        for (int c = 0; c < 4; c++) {
            for (String id : ids) {
                builder.addListen(huge + c, id, 1_000L * (1 + c));
            }
        }
        Recommender fitted = fit(builder.build(), UnknownIdPolicy.FAIL);
        RecommendationList list = fitted.recommend(Query.forCharacter(huge + 1, 20));
        assertThat(list.trackIds()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(list.characterId()).contains(huge + 1);
    }
}
