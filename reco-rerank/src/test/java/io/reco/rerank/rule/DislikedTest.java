package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.EventType;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DislikedTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new Disliked(2, 0.5);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.empty();
    }

    @Test
    void dropsDislikedTracksAndDemotesTheirArtistAfterSome() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("x1", "X")
                .track("x2", "X")
                .track("x3", "Z", "X")
                .track("y1", "Y")
                .track("y2", "Y")
                .track("y3", "Y")
                .event(EventType.DISLIKE, "x1", 9)
                .event(EventType.DISLIKE, "x2", 8)
                .event(EventType.DISLIKE, "y1", 7)
                .event(EventType.DISLIKE, "y2", 6)
                .event(EventType.UNDISLIKE, "y2", 5)
                .build();
        Reranked list = small.apply(new Disliked(2, 0.5));
        assertThat(ids(list)).containsExactly("x3", "y2", "y3");
        assertThat(score(list, "x3")).isEqualTo(2);
        assertThat(score(list, "y2")).isEqualTo(2);
        assertThat(score(small.apply(new Disliked(1, 0.5)), "y3")).isEqualTo(0.5);
    }
}
