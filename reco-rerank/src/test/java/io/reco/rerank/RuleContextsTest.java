package io.reco.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Explicit;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import io.reco.rerank.rule.ExplicitContent;
import io.reco.rerank.rule.SongVersions;
import java.util.List;
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
}
