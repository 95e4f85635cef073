package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.CandidateSource;
import io.reco.rerank.Candidates;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

    /** Without a history everything is new, whatever the share: there is nothing to mix. */
    @Override
    protected Rule indifferent() {
        return new KnownMix(0.3, KnownMix.Unit.TRACK, EventSemantics.DEFAULT);
    }

    /** Nothing is gained by pulling deeper for a listener to whom all is new. */
    @Test
    void withoutAHistoryOnePullIsEnough() {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < 100; i++) {
            catalog.track("t" + i);
        }
        SmallCatalog.Built small = catalog.build();
        Candidates all = small.all();
        CandidateSource source = n -> Candidates.of(
                IntStream.range(0, Math.min(n, 100)).map(all::track).toArray(),
                IntStream.range(0, Math.min(n, 100)).mapToDouble(all::score).toArray(),
                "model");
        Reranked list = RulePipeline.of(indifferent()).withStrictDepth(100).apply(source, small.context(), 10, 10);
        assertThat(list.pulls()).isEqualTo(1);
        assertThat(list.counts().relaxed("known-mix")).isZero();
    }

    /** Of the first n, floor(share * n) are new also where pins stand in the way. */
    @Test
    void theShareReckonsWithPins() {
        Rule half = new KnownMix(0.5, KnownMix.Unit.TRACK, EventSemantics.DEFAULT);
        Reranked list = heardHalf().apply(half, new Pins(List.of(Pins.Pin.always("h4", 1))));
        // The second position is taken by a known track, so the new one comes before it.
        assertThat(ids(list)).startsWith("n1", "h4", "h1", "n2");
        assertThat(list.relaxedRule(0)).isEmpty();
        Reranked pinnedNew = heardHalf().apply(half, new Pins(List.of(Pins.Pin.always("n2", 0))));
        assertThat(ids(pinnedNew)).startsWith("n2", "h1", "h2", "n1");
    }

    /** No more new tracks than the share tells, while there are known ones. */
    @Test
    void shareZeroKeepsNewTracksForTheEnd() {
        Reranked list = heardHalf().apply(new KnownMix(0, KnownMix.Unit.TRACK, EventSemantics.DEFAULT));
        assertThat(ids(list)).containsExactly("h1", "h2", "h3", "h4", "n1", "n2");
        assertThat(list.relaxedRule(3)).isEmpty();
        assertThat(list.relaxedRule(4)).contains("known-mix");
    }

    /** Against what the rule says, with pins of either kind anywhere: every beginning that can hold its share does. */
    @Test
    void everyBeginningHoldsItsShareWhateverIsPinned() {
        for (long seed = 0; seed < 400; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            SmallCatalog catalog = new SmallCatalog();
            int n = 24;
            for (int i = 0; i < n; i++) {
                catalog.track("t" + i);
            }
            boolean[] isNew = new boolean[n];
            for (int i = 0; i < n; i++) {
                isNew[i] = i > 0 && random.chance(0.5);
                if (!isNew[i]) {
                    catalog.event(EventType.LISTEN, "t" + i, 1);
                }
            }
            SmallCatalog.Built small = catalog.build();
            double share = random.nextInt(11) / 10.0;
            int slot = random.nextInt(6);
            int pinned = random.nextInt(n);
            Rule rule = new KnownMix(share, KnownMix.Unit.TRACK, EventSemantics.DEFAULT);
            Reranked list = RulePipeline.of(rule, new Pins(List.of(Pins.Pin.always("t" + pinned, slot))))
                    .apply(small.all(), small.context(), 6);
            if (list.counts().relaxed("known-mix") > 0) {
                continue;
            }
            int seen = 0;
            for (int p = 0; p < 6; p++) {
                seen += isNew[list.track(p)] ? 1 : 0;
                assertThat(seen)
                        .as("seed %d, share %s, t%d at %d, position %d of %s", seed, share, pinned, slot, p, ids(list))
                        .isGreaterThanOrEqualTo((int) Math.floor(share * (p + 1) + 1e-9));
            }
        }
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
