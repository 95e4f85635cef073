package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlayableTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new Playable(t -> t % 3 != 0);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.empty();
    }

    @Test
    void dropsWhatTheCatalogueSaysIsNotPlayableAndWhatIsRefusedAtServeTime() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("gone", track -> track.playable(false))
                .track("elsewhere")
                .track("ok")
                .build();
        assertThat(ids(small.apply(Playable.byCatalog()))).containsExactly("elsewhere", "ok");
        int elsewhere = small.idx("elsewhere");
        Reranked list = small.apply(new Playable(t -> t != elsewhere));
        assertThat(ids(list)).containsExactly("ok");
        assertThat(list.trace().orElseThrow().of("gone").get(0).detail()).isEqualTo("not playable");
        assertThat(list.trace().orElseThrow().of("elsewhere").get(0).detail()).isEqualTo("not servable now");
    }
}
