package io.reco.rerank.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.rerank.Candidates;
import io.reco.rerank.RuleContext;
import io.reco.rerank.diversity.Aspects;
import io.reco.rerank.rule.DislikedTracks;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SurfaceResourcesTest {
    static final Candidates NO_CANDIDATES = Candidates.of(new int[0], new double[0], "none");

    static final Aspects NO_ASPECTS = new Aspects() {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public void ofTrack(int t, double[] shares) {}

        @Override
        public double[] target(RuleContext context) {
            return new double[0];
        }
    };

    @Test
    void namesAreThoseGivenInCode() {
        SurfaceResources resources = ExampleRules.resources();
        assertThat(resources.names(SurfaceResources.Kind.CHECK)).containsExactly("licences");
        assertThat(resources.model("model")).isEmpty();
        assertThat(RuleTypes.rule(Spec.rule("given", Map.of("name", "mine")), resources))
                .isEqualTo(new DislikedTracks());
    }

    @Test
    void aNameIsGivenOnceAKind() {
        SurfaceResources resources = ExampleRules.resources();
        assertThatThrownBy(() -> resources.withGroup("local", context -> t -> true))
                .hasMessage("two of kind group have the name 'local'");
        assertThatThrownBy(() -> resources.withGroup("", context -> t -> true)).hasMessage("a group needs a name");
        assertThat(resources.withSimilarity("local", (t, u) -> 1).names(SurfaceResources.Kind.SIMILARITY))
                .containsExactly("local", "vectors");
    }

    @Test
    void namesStandInTheOrderOfCodePoints() {
        // By UTF-16 unit the clef, a surrogate pair, would come before the full-width letter.
        assertThat(ExampleRules.resources()
                        .withSimilarity("\uD834\uDD1E", (t, u) -> 1)
                        .withSimilarity("\uFF41", (t, u) -> 1)
                        .names(SurfaceResources.Kind.SIMILARITY))
                .containsExactly("vectors", "\uFF41", "\uD834\uDD1E");
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        SurfaceResources resources = ExampleRules.resources();
        assertThatThrownBy(() -> resources.similarity("vektors"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown similarity 'vektors'; nearest is 'vectors'; accepted: vectors");
        assertThatThrownBy(() -> resources.model("other"))
                .hasMessage("unknown source 'other'; nearest is 'model'; accepted: model");
    }
}
