package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.EventType;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DislikedTracksTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new DislikedTracks();
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.empty();
    }

    @Test
    void aDislikeHoldsUntilItIsTakenBack() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("no", "X")
                .track("undone", "X")
                .track("again", "Y")
                .event(EventType.DISLIKE, "no", 9)
                .event(EventType.DISLIKE, "undone", 8)
                .event(EventType.UNDISLIKE, "undone", 7)
                .event(EventType.UNDISLIKE, "again", 6)
                .event(EventType.DISLIKE, "again", 5)
                .build();
        assertThat(ids(small.apply(new DislikedTracks()))).containsExactly("undone");
    }
}
