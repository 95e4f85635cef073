package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.EventType;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DislikedArtistsTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new DislikedArtists(1, 0.5);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new DislikedArtists(1, 0));
    }

    private static SmallCatalog.Built music() {
        return new SmallCatalog()
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
    }

    @Test
    void demotesEveryCreditOfAnArtistOfWhomSoManyTracksAreDisliked() {
        Reranked list = music().apply(new DislikedTracks(), new DislikedArtists(2, 0.5));
        assertThat(ids(list)).containsExactly("x3", "y2", "y3");
        assertThat(score(list, "x3")).isEqualTo(2);
        assertThat(score(list, "y2")).isEqualTo(2);
        assertThat(score(music().apply(new DislikedArtists(1, 0.5)), "y3")).isEqualTo(0.5);
    }

    /** It runs where scores are changed, so it can be put behind the normalisation of scores. */
    @Test
    void theDemotionIsOfTheNormalisedScore() {
        Reranked list = RulePipeline.of(
                        new DislikedArtists(1, 0.5), new ScoreNormalisation(ScoreNormalisation.Scale.MIN_MAX))
                .apply(music().all(), music().context(), 6);
        assertThat(score(list, "x1")).isEqualTo(1);
        Reranked normalisedFirst = RulePipeline.of(
                        new ScoreNormalisation(ScoreNormalisation.Scale.MIN_MAX), new DislikedArtists(1, 0.5))
                .apply(music().all(), music().context(), 6);
        assertThat(score(normalisedFirst, "x1")).isEqualTo(0.5);
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new DislikedArtists(0, 0.5)).hasMessageContaining("after 0 is not 1 or above");
        assertThatThrownBy(() -> new DislikedArtists(1, 1.5)).hasMessageContaining("weight 1.5 is not in [0, 1]");
    }
}
