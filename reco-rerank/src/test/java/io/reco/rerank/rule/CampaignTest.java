package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CampaignTest extends RuleContract {
    private static final TrackGroup THIRD = context -> t -> t % 3 == 0;

    @Override
    protected Rule rule() {
        return new Campaign(THIRD, 0.4, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new Campaign(THIRD, 0, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void boostsItsTracksFromItsFirstMomentUntilItsEnd() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a", "A")
                .track("b", "B")
                .track("c", "C")
                .build();
        TrackGroup c = NamedTracks.of(NamedTracks.By.ARTIST, List.of("C"));
        Reranked list = small.apply(new Campaign(c, 1.5, SmallCatalog.NOW, SmallCatalog.NOW + 1));
        assertThat(ids(list)).containsExactly("a", "c", "b");
        assertThat(score(list, "c")).isEqualTo(2.5);
        assertThat(ids(small.apply(new Campaign(c, 1.5, SmallCatalog.NOW - 9, SmallCatalog.NOW))))
                .containsExactly("a", "b", "c");
        assertThat(ids(small.apply(new Campaign(c, 1.5, SmallCatalog.NOW + 1, Long.MAX_VALUE))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new Campaign(THIRD, Double.NaN, 0, 1)).hasMessageContaining("b NaN is not finite");
        assertThatThrownBy(() -> new Campaign(THIRD, 1, 1, 1))
                .hasMessageContaining("untilMillis 1 is not above fromMillis 1");
    }
}
