package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.DAY;
import static io.reco.rerank.SmallCatalog.NOW;
import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentlyListenedTest extends RuleContract {
    @Override
    protected Rule rule() {
        return RecentlyListened.dropWithinDays(30);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(RecentlyListened.dropWithinDays(0));
    }

    private static SmallCatalog heard() {
        return new SmallCatalog()
                .track("yesterday")
                .track("just inside")
                .track("edge")
                .track("short")
                .track("skipped")
                .track("never")
                .event(EventType.LISTEN, "edge", NOW - 14 * DAY, 40_000)
                .event(EventType.LISTEN, "just inside", NOW - 14 * DAY + 1, 30_000)
                .event(EventType.LISTEN, "yesterday", 1)
                .event(EventType.LISTEN, "short", NOW - DAY, 29_999)
                .event(EventType.SKIP, "skipped", 1);
    }

    @Test
    void dropsWhatWasHeardLessThanTheWindowAgo() {
        assertThat(ids(heard().build().apply(RecentlyListened.dropWithinDays(14))))
                .containsExactly("edge", "short", "skipped", "never");
    }

    @Test
    void orKeepsOnlyThat() {
        assertThat(ids(heard().build().apply(RecentlyListened.keepWithinDays(14))))
                .containsExactly("yesterday", "just inside");
    }

    @Test
    void withoutTimesOnlyAnEndlessWindowHoldsAnything() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("heard")
                .track("never")
                .event(EventType.LISTEN, "heard", EventLog.NO_TIME, -1)
                .build();
        assertThat(ids(small.apply(RecentlyListened.dropWithinDays(14)))).hasSize(2);
        RecentlyListened ever =
                new RecentlyListened(Long.MAX_VALUE, RecentlyListened.Mode.DROP, EventSemantics.DEFAULT);
        assertThat(ids(small.apply(ever))).containsExactly("never");
    }
}
