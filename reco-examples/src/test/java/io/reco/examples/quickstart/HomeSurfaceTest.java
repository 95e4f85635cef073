package io.reco.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.rule.AgeLimit;
import io.reco.rerank.rule.AlreadyRecommended;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.DislikedGenres;
import io.reco.rerank.rule.DislikedTracks;
import io.reco.rerank.rule.Duplicates;
import io.reco.rerank.rule.ExplicitContent;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.PopularityReorder;
import io.reco.rerank.rule.RecentlyListened;
import io.reco.rerank.rule.ScoreNormalisation;
import io.reco.rerank.rule.SongVersions;
import io.reco.rerank.rule.Spacing;
import org.junit.jupiter.api.Test;

class HomeSurfaceTest {
    @Test
    void theFileSaysTheseRules() {
        Dataset data = ListeningWorld.of(WorldOptions.ofSize(20, 100)).dataset();
        SongVersions versions = SongVersions.of(data.catalog());
        RulePipeline coded = RulePipeline.of(
                Playable.byCatalog(),
                AgeLimit.ADULT,
                new ExplicitContent(versions),
                Blocked.DEFAULT,
                new DislikedTracks(),
                DislikedGenres.strict(DislikedGenres.Mode.PRIMARY),
                new Duplicates(versions, Duplicates.Keep.BEST),
                AlreadyRecommended.within(HomeSurface.SHOWN_WINDOW.toMillis()),
                RecentlyListened.dropWithinDays(1),
                new ScoreNormalisation(ScoreNormalisation.Scale.MIN_MAX),
                DislikedGenres.soft(0.5),
                PopularityReorder.boost(0.02),
                Cap.perArtist(2),
                Spacing.ofArtists(2));
        RulePipeline read = HomeSurface.pipeline(data);
        assertThat(read.toString()).isEqualTo(coded.toString());
        assertThat(read.ruleNames()).isEqualTo(coded.ruleNames());
        assertThat(read.lookbackMillis()).isEqualTo(HomeSurface.SHOWN_WINDOW.toMillis());
        assertThat(HomeSurface.NAME).isEqualTo("home");
        assertThat(HomeSurface.DEPTH).isEqualTo(200);
    }
}
