package io.reco.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Block;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Explicit;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import io.reco.rerank.history.InMemoryRecommendationHistory;
import io.reco.rerank.history.RecommendationHistory;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.DislikedGenres;
import io.reco.rerank.rule.DislikedTracks;
import io.reco.rerank.rule.ExplicitContent;
import io.reco.rerank.rule.RecentlyListened;
import io.reco.rerank.rule.SongVersions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleContextsTest {
    private static Dataset song() {
        return new SmallCatalog()
                .track("rude", track -> track.explicit(Explicit.EXPLICIT).recordingGroup("song"))
                .track("clean", track -> track.explicit(Explicit.CLEAN).recordingGroup("song"))
                .track("cleaner", track -> track.explicit(Explicit.CLEAN).recordingGroup("song"))
                .event(EventType.SKIP, "clean", 3)
                .me(new Profile(
                        "me",
                        "",
                        Gender.UNKNOWN,
                        AgeBand.UNKNOWN,
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        false))
                .build()
                .data();
    }

    private static List<String> answer(Query query) {
        Dataset data = song();
        RuleContext context = RuleContexts.of(data, Popularity.none()).of(query);
        Candidates rude = Candidates.of(new int[] {data.catalog().tracks().indexOf("rude")}, new double[] {1}, "m");
        return SmallCatalog.ids(RulePipeline.of(new ExplicitContent(SongVersions.of(data.catalog())))
                .apply(rude, context, 3));
    }

    @Test
    void aTrackTheQueryBarsIsNotPutInForAnother() {
        Query query = Query.forCharacter("me", 3);
        assertThat(answer(query)).containsExactly("clean");
        assertThat(answer(query.withExcluded(Set.of("clean", "nowhere")))).containsExactly("cleaner");
        assertThat(answer(query.withExcluded(Set.of("clean", "cleaner")))).isEmpty();
    }

    @Test
    void seenTracksAreBarredWhenOnlyUnseenOnesAreWanted() {
        Query query = Query.forCharacter("me", 3).withUnseenOnly(true);
        assertThat(answer(query)).containsExactly("cleaner");
        List<Listen> given = List.of(Listen.of("cleaner"), Listen.of("nowhere"));
        assertThat(answer(query.withHistory(given))).isEmpty();
        assertThat(answer(query.withHistory(given).withUnseenOnly(false))).containsExactly("clean");
    }

    @Test
    void aHistoryInWhichATimeIsMissingHasNoneAndKeepsItsOrder() {
        Dataset data = song();
        List<Listen> mixed = List.of(
                new Listen("cleaner", 50, EventType.LISTEN, -1),
                new Listen("rude", EventLog.NO_TIME, EventType.LISTEN, -1),
                new Listen("clean", 10, EventType.LISTEN, -1));
        ListeningHistory history = RuleContexts.of(data, Popularity.none())
                .of(Query.forHistory(mixed, 3).withNow(60))
                .history();
        assertThat(history.size()).isEqualTo(3);
        assertThat(data.catalog().tracks().id(history.track(0))).isEqualTo("cleaner");
        assertThat(data.catalog().tracks().id(history.track(2))).isEqualTo("clean");
        assertThat(history.isWithin(0, 60, 1_000)).isFalse();
    }

    private static Dataset opinions() {
        return new SmallCatalog()
                .track("liked", track -> track.genres(List.of("metal")))
                .track("disliked")
                .track("blocked")
                .track("unblocked")
                .track("snoozed")
                .track("plain")
                .event(EventType.LIKE, "liked", 9)
                .event(EventType.DISLIKE, "disliked", 8)
                .event(EventType.BLOCK, "blocked", 7)
                .event(EventType.BLOCK, "unblocked", 6)
                .event(EventType.UNBLOCK, "unblocked", 5)
                .event(EventType.SNOOZE, "snoozed", 4)
                .event(EventType.LISTEN, "plain", 3)
                .me(Profile.of("me").withAversions(List.of("metal"), List.of()))
                .build()
                .data();
    }

    private static final RulePipeline OPINIONS = RulePipeline.of(
            Blocked.DEFAULT,
            new DislikedTracks(),
            DislikedGenres.strict(DislikedGenres.Mode.ANY),
            RecentlyListened.dropWithinDays(30));

    private static List<String> allowed(Query query) {
        Dataset data = opinions();
        return SmallCatalog.ids(OPINIONS.apply(
                Candidates.of(new int[] {0, 1, 2, 3, 4, 5}, new double[] {6, 5, 4, 3, 2, 1}, "m"),
                RuleContexts.of(data, Popularity.none()).of(query),
                6));
    }

    /** What was blocked, disliked and liked stands when a session comes with the query; what was heard is the session. */
    @Test
    void aHistoryInTheQueryDoesNotHideBlocksDislikesAndLikes() {
        Query query = Query.forCharacter("me", 6).withNow(SmallCatalog.NOW);
        assertThat(allowed(query)).containsExactly("liked", "unblocked");
        Query session =
                query.withHistory(List.of(new Listen("unblocked", SmallCatalog.NOW - 1000, EventType.LISTEN, -1)));
        assertThat(allowed(session)).containsExactly("liked", "plain");
        assertThat(allowed(query.withHistory(List.of(Listen.of("unblocked")))))
                .containsExactly("liked", "unblocked", "plain");
    }

    @Test
    void ofTwoHistoriesTheLaterEventCounts() {
        long now = SmallCatalog.NOW;
        Query query = Query.forCharacter("me", 6).withNow(now);
        // Blocked again after it was unblocked; the unblock of "blocked" is older than its block.
        Query later = query.withHistory(List.of(
                new Listen("blocked", now - 30 * SmallCatalog.DAY, EventType.UNBLOCK, -1),
                new Listen("disliked", now - 1000, EventType.UNDISLIKE, -1),
                new Listen("unblocked", now - 1000, EventType.BLOCK, -1)));
        assertThat(allowed(later)).containsExactly("liked", "disliked", "plain");
        // Without times the query comes after what is known.
        Query untimed = query.withHistory(List.of(new Listen("blocked", EventLog.NO_TIME, EventType.UNBLOCK, -1)));
        assertThat(allowed(untimed)).contains("blocked");
    }

    @Test
    void eventsAfterTheMomentOfTheQueryAreNotKnown() {
        long day = SmallCatalog.DAY;
        Query query = Query.forCharacter("me", 6);
        RuleContexts contexts = RuleContexts.of(opinions(), Popularity.none());
        assertThat(contexts.of(query).history().size()).isEqualTo(7);
        assertThat(contexts.of(query.withNow(SmallCatalog.NOW - 6 * day))
                        .history()
                        .size())
                .as("the event at the moment itself is known")
                .isEqualTo(4);
        assertThat(contexts.of(query.withNow(SmallCatalog.NOW - 6 * day - 1))
                        .history()
                        .size())
                .isEqualTo(3);
        assertThat(allowed(query.withNow(SmallCatalog.NOW - 20 * day)))
                .containsExactly("disliked", "blocked", "unblocked", "snoozed", "plain");
        Query given = query.withNow(50)
                .withHistory(List.of(
                        new Listen("plain", 50, EventType.LISTEN, -1), new Listen("plain", 51, EventType.LISTEN, -1)));
        assertThat(contexts.of(given).history().size()).isEqualTo(1);
    }

    @Test
    void aProfileOfTheMomentGoesBeforeThatOfTheDataAndServesTheUnseen() {
        Dataset data = opinions();
        RuleContexts contexts = RuleContexts.of(data, Popularity.none())
                .withProfiles(id -> id.equals("gone")
                        ? Optional.empty()
                        : Optional.of(Profile.of(id)
                                .withAversions(List.of(), List.of(Block.forEver(Block.Kind.TRACK, "plain")))));
        for (String id : List.of("me", "never seen")) {
            RuleContext context = contexts.of(Query.forCharacter(id, 3));
            assertThat(context.characterId()).isEqualTo(id);
            assertThat(context.listener().blockCount()).isEqualTo(1);
            assertThat(context.listener().dislikesGenres()).isFalse();
        }
        assertThat(contexts.of(Query.forCharacter("gone", 3)).listener().blockCount())
                .isZero();
        assertThat(contexts.of(Query.forHistory(List.of(), 3)).listener().blockCount())
                .isZero();
        assertThat(contexts.lookingBack(9)
                        .of(Query.forCharacter("me", 3))
                        .listener()
                        .blockCount())
                .isEqualTo(1);
    }

    @Test
    void eachCharacterOfEachSurfaceHasASeedOfItsOwn() {
        Dataset data = opinions();
        Set<Long> seeds = new HashSet<>();
        // "Aa" and "BB" have one String.hashCode.
        for (String id : List.of("Aa", "BB", "me", "em")) {
            for (String surface : List.of("home", "radio")) {
                seeds.add(new RuleContexts(data, Popularity.none(), NOTHING, 0, surface, 1)
                        .of(Query.forCharacter(id, 3))
                        .seed());
            }
        }
        assertThat(seeds).hasSize(8);
        assertThat(RuleContexts.of(data, Popularity.none())
                        .of(Query.forCharacter("me", 3))
                        .seed())
                .isEqualTo(RuleContexts.of(data, Popularity.none())
                        .of(Query.forCharacter("me", 9))
                        .seed());
    }

    private static final RecommendationHistory NOTHING = new InMemoryRecommendationHistory(1, 1);
}
