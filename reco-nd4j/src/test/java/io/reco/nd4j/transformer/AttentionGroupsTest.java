package io.reco.nd4j.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.nd4j.BackendCondition;
import io.reco.nd4j.transformer.AttentionGroups.Group;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(BackendCondition.USABLE)
class AttentionGroupsTest {
    private final Memory memory = new HostMemory();

    private List<Group> groups(boolean causal, int... starts) {
        return new AttentionGroups(starts, starts.length - 1, 2, causal, memory).groups;
    }

    @Test
    void sequencesOfOneLengthSideBySideStayWhereTheyLie() {
        Group group = groups(false, 0, 3, 6, 9).get(0);
        assertThat(group.firstRow()).isZero();
        assertThat(group.rows()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(group.mask()).isNull();
    }

    @Test
    void shorterSequencesArePaddedAndMasked() {
        Group group = groups(false, 0, 2, 2, 5).get(0);
        assertThat(group.sideBySide()).isFalse();
        assertThat(group.length()).isEqualTo(3);
        assertThat(group.rows()).containsExactly(2, 3, 4, 0, 1, -1);
        assertThat(group.entries(2)).containsExactly(4, 6, 8, 5, 7, 9, 0, 2, -1, 1, 3, -1);
        float[] mask = new float[12];
        assertThat(group.mask()).isNotNull().satisfies(floats -> floats.read(0, mask, 0, 12));
        assertThat(mask).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, -1e30f, 0, 0, -1e30f);
    }

    @Test
    void causalSequencesHideWhatComesLater() {
        Group group = groups(true, 0, 2).get(0);
        float[] mask = new float[4];
        assertThat(group.mask()).isNotNull().satisfies(floats -> floats.read(0, mask, 0, 4));
        assertThat(mask).containsExactly(0, -1e30f, 0, 0);
    }

    @Test
    void lengthsFarApartAndTooManyLogitsMakeGroupsOfTheirOwn() {
        assertThat(groups(true, 0, 100, 170, 175).stream().map(Group::length)).containsExactly(100, 70, 5);
        // 2 heads x 2,000 x 2,000 logits a sequence: two sequences fit.
        assertThat(groups(true, 0, 2_000, 4_000, 6_000).stream().map(Group::sequences))
                .containsExactly(2, 1);
    }
}
