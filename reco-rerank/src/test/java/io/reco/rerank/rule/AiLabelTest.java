package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.AiGenerated;
import io.reco.core.data.EventSemantics;
import io.reco.rerank.Explainer;
import io.reco.rerank.Reason;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AiLabelTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new AiLabel(AiGenerated.PARTIAL);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new AiLabel(AiGenerated.NONE));
    }

    @Override
    protected boolean changes(Reranked with, Reranked without) {
        return IntStream.range(0, with.size()).anyMatch(p -> !with.labels(p).isEmpty());
    }

    @Test
    void labelsAndLeavesTheOrder() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("made", track -> track.aiGenerated(AiGenerated.FULL))
                .track("played")
                .track("helped", track -> track.aiGenerated(AiGenerated.PARTIAL))
                .build();
        Reranked list = small.apply(new AiLabel(AiGenerated.PARTIAL), new AiLabel(AiGenerated.PARTIAL));
        assertThat(ids(list)).containsExactly("made", "played", "helped");
        assertThat(list.labels(0)).containsExactly("ai-full");
        assertThat(list.labels(1)).isEmpty();
        assertThat(list.labels(2)).containsExactly("ai-partial");
        assertThat(list.trace().orElseThrow().of("made"))
                .extracting(Trace.Entry::kind)
                .containsExactly(Trace.Kind.LABELLED, Trace.Kind.KEPT);
        List<Reason> reasons = new Explainer(30, EventSemantics.DEFAULT, Explainer.Contributors.NONE)
                .explain(list)
                .get(0);
        assertThat(reasons).containsExactly(new Reason(Reason.Kind.LABEL, List.of("ai-full")));
        assertThat(reasons.get(0).text(Locale.ENGLISH)).isEqualTo("Made by AI");
        assertThat(reasons.get(0).text(Locale.KOREAN)).isEqualTo("AI가 만든 곡");
        assertThat(small.apply(new AiLabel(AiGenerated.FULL)).labels(2)).isEmpty();
    }
}
