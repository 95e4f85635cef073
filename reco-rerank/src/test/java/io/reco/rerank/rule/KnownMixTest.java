package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownMixTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new KnownMix(0.5, KnownMix.Unit.TRACK, EventSemantics.DEFAULT);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.empty();
    }

    /** Without a history everything is new. */
    @Override
    protected Rule indifferent() {
        return new KnownMix(1, KnownMix.Unit.TRACK, EventSemantics.DEFAULT);
    }

    private static SmallCatalog.Built heardHalf() {
        return new SmallCatalog()
                .track("h1", "A")
                .track("h2", "A")
                .track("h3", "A")
                .track("h4", "A")
                .track("n1", "B")
                .track("n2", "A")
                .event(EventType.LISTEN, "h1", 1)
                .event(EventType.LISTEN, "h2", 1)
                .event(EventType.LIKE, "h3", 1)
                .event(EventType.ADD_TO_PLAYLIST, "h4", 1)
                .event(EventType.SKIP, "n1", 1)
                .build();
    }

    @Test
    void aNewTrackFollowsAKnownOneAndTheListGoesOnWhenOneKindRunsOut() {
        Reranked list = heardHalf().apply(rule());
        assertThat(ids(list)).containsExactly("h1", "n1", "h2", "n2", "h3", "h4");
        assertThat(list.relaxedRule(4)).isEmpty();
        assertThat(list.relaxedRule(5)).contains("known-mix");
    }

    @Test
    void theShareHoldsInEveryBeginningOfTheList() {
        Reranked list = heardHalf().apply(new KnownMix(1.0 / 3, KnownMix.Unit.TRACK, EventSemantics.DEFAULT));
        assertThat(ids(list)).containsExactly("h1", "h2", "n1", "h3", "h4", "n2");
    }

    @Test
    void newArtistsAreRarerThanNewTracks() {
        Reranked list = heardHalf().apply(new KnownMix(0.5, KnownMix.Unit.ARTIST, EventSemantics.DEFAULT));
        assertThat(ids(list)).startsWith("h1", "n1", "h2", "h3");
        assertThat(list.relaxedRule(3)).contains("known-mix");
    }
}
