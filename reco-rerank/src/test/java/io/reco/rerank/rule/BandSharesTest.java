package io.reco.rerank.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.random.SplitMix64;
import io.reco.rerank.Popularity;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BandSharesTest extends RuleContract {
    private static final PopularityBands BANDS = new PopularityBands(3, 1);

    @Override
    protected Rule rule() {
        return new BandShares(BANDS, 0.2, 0.3, 0.5);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new BandShares(BANDS, 0, 0, 0));
    }

    @Test
    void bandsByShareOfPlays() {
        Popularity counts = Popularity.of(new double[] {50, 20, 20, 5, 5, 0});
        PopularityBands bands = PopularityBands.ofShares(counts, 6, 0.5, 0.9);
        assertThat(bands).isEqualTo(new PopularityBands(50, 20));
        assertThat(bands.of(50)).isEqualTo(PopularityBands.Band.HEAD);
        assertThat(bands.of(20)).isEqualTo(PopularityBands.Band.MIDDLE);
        assertThat(bands.of(5)).isEqualTo(PopularityBands.Band.TAIL);
        assertThat(PopularityBands.ofShares(counts, 6, 0, 0).of(50)).isEqualTo(PopularityBands.Band.TAIL);
        assertThat(PopularityBands.ofShares(counts, 6, 1, 1).of(5)).isEqualTo(PopularityBands.Band.HEAD);
    }

    /** Shares that sum to 1: with enough of each band every prefix holds its floor of all three, nothing is relaxed. */
    @Test
    void everyPrefixHoldsAllShares() {
        for (long seed = 0; seed < 200; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            int n = 90;
            SmallCatalog catalog = new SmallCatalog();
            double[] counts = new double[n];
            for (int t = 0; t < n; t++) {
                catalog.track("t" + (100 + t));
                counts[t] = t % 3 * 2;
            }
            double[] scores = new double[n];
            Arrays.setAll(scores, t -> random.nextDouble());
            SmallCatalog.Built small = catalog.build().with(context -> context.withPopularity(Popularity.of(counts)));
            double head = random.nextInt(11) / 10.0;
            double middle = random.nextInt(11 - (int) Math.round(head * 10)) / 10.0;
            double tail = Math.max(0, 1 - head - middle);
            Reranked list = RulePipeline.of(new BandShares(BANDS, head, middle, tail))
                    .apply(small.scored(scores), small.context(), 30);
            int[] seen = new int[3];
            for (int p = 0; p < 30; p++) {
                seen[BANDS.of(counts[list.track(p)]).ordinal()]++;
                double[] shares = {head, middle, tail};
                for (int b = 0; b < 3; b++) {
                    assertThat(seen[b])
                            .as("seed %d, position %d, band %d of %s", seed, p, b, Arrays.toString(shares))
                            .isGreaterThanOrEqualTo((int) Math.floor(shares[b] * (p + 1) + 1e-9));
                }
            }
            assertThat(list.counts().relaxed("band-shares")).as("seed %d", seed).isZero();
        }
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new BandShares(BANDS, 0.5, 0.5, 0.1)).hasMessageContaining("sum to more than 1");
        assertThatThrownBy(() -> new BandShares(BANDS, -0.1, 0, 0)).hasMessageContaining("head -0.1 is not in [0, 1]");
        assertThatThrownBy(() -> new PopularityBands(1, 2)).hasMessageContaining("middleFrom 2.0 and headFrom 1.0");
        assertThatThrownBy(() -> PopularityBands.ofShares(Popularity.none(), 1, 0.9, 0.5))
                .hasMessageContaining("head 0.9 and middle 0.5");
    }
}
