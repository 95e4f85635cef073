package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.DAY;
import static io.reco.rerank.SmallCatalog.NOW;
import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.rerank.RecommendedBefore;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.history.Impression;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlreadyRecommendedTest extends RuleContract {
    @Override
    protected Rule rule() {
        return AlreadyRecommended.within(20 * DAY);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(AlreadyRecommended.within(0));
    }

    private static SmallCatalog.Built shown(Impression... impressions) {
        SmallCatalog.Built small =
                new SmallCatalog().track("1").track("2").track("3").track("4").build();
        return small.with(context -> context.withRecommended(
                RecommendedBefore.of(List.of(impressions), small.catalog().tracks())));
    }

    private static Impression seen(String track, long millisAgo) {
        return Impression.seen("me", "home", track, 0, NOW - millisAgo);
    }

    @Test
    void theWindowIsOpenAtItsEnd() {
        SmallCatalog.Built small = shown(seen("1", DAY), seen("2", DAY - 1), seen("3", 0));
        assertThat(ids(small.apply(AlreadyRecommended.within(DAY)))).containsExactly("1", "4");
        assertThat(ids(small.apply(AlreadyRecommended.within(Long.MAX_VALUE)))).containsExactly("4");
    }

    @Test
    void slotsThatWereNotSeenDoNotCount() {
        SmallCatalog.Built small = shown(seen("1", 1).withSeen(false), seen("2", 1));
        assertThat(ids(small.apply(AlreadyRecommended.within(DAY)))).containsExactly("1", "3", "4");
    }

    @Test
    void actingOnATrackResetsItUntilItIsShownAgain() {
        SmallCatalog.Built small = shown(
                seen("1", 3), seen("1", 2).withActed(true),
                seen("2", 3).withActed(true), seen("2", 2),
                seen("3", 2), seen("3", 3).withActed(true).withSeen(false));
        assertThat(ids(small.apply(AlreadyRecommended.within(DAY)))).containsExactly("1", "4");
    }

    @Test
    void fadingHalvesWithTheHalfLife() {
        SmallCatalog.Built small = shown(seen("1", 0), seen("2", DAY), seen("3", 2 * DAY));
        Reranked list = small.apply(AlreadyRecommended.fading(0.8, DAY));
        assertThat(score(list, "1")).isCloseTo(4 * (1 - 0.8), within(1e-12));
        assertThat(score(list, "2")).isCloseTo(3 * (1 - 0.4), within(1e-12));
        assertThat(score(list, "3")).isCloseTo(2 * (1 - 0.2), within(1e-12));
        assertThat(score(list, "4")).isEqualTo(1);
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> AlreadyRecommended.within(-1)).hasMessageContaining("windowMillis -1");
        assertThatThrownBy(() -> AlreadyRecommended.fading(0.5, 0)).hasMessageContaining("halfLifeMillis 0");
        assertThatThrownBy(() -> new AlreadyRecommended(1, 0.5, 1)).hasMessageContaining("use two rules");
    }
}
