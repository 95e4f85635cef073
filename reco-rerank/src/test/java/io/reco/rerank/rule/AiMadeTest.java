package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.AiGenerated;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AiMadeTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new AiMade(AiGenerated.PARTIAL, 0.5);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new AiMade(AiGenerated.PARTIAL, 0));
    }

    @Test
    void dropsOrDemotesFromTheGivenDegreeOn() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("part", track -> track.aiGenerated(AiGenerated.PARTIAL))
                .track("full", track -> track.aiGenerated(AiGenerated.FULL))
                .track("none", track -> track.aiGenerated(AiGenerated.NONE))
                .build();
        assertThat(ids(small.apply(new AiMade(AiGenerated.FULL, 1)))).containsExactly("part", "none");
        assertThat(ids(small.apply(new AiMade(AiGenerated.PARTIAL, 1)))).containsExactly("none");
        assertThat(score(small.apply(new AiMade(AiGenerated.PARTIAL, 0.5)), "part"))
                .isEqualTo(1.5);
        assertThatThrownBy(() -> new AiMade(AiGenerated.NONE, 1)).hasMessageContaining("from NONE");
    }
}
