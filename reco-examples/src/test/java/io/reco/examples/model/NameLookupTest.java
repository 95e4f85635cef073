package io.reco.examples.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.data.IdMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameLookupTest {
    private static final List<String> NAMES = List.of("Sigur Rós", "Muse", "muse", "Radiohead", "", "The Muse Band");
    private static final NameLookup LOOKUP =
            new NameLookup("artist", IdMap.of(List.of("a0", "a1", "a2", "a3", "a4", "a5")), NAMES::get);

    @Test
    void anIdIsTakenAsItIs() {
        assertThat(LOOKUP.find("a2")).isEqualTo("a2");
        assertThat(LOOKUP.find("A3")).isEqualTo("a3");
    }

    @Test
    void aNameIsFoundWithoutCaseAndAccents() {
        assertThat(LOOKUP.find("sigur ros")).isEqualTo("a0");
        assertThat(LOOKUP.find("RADIOHEAD")).isEqualTo("a3");
    }

    @Test
    void aNameOfSeveralIsRefusedWithTheirIds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LOOKUP.find("Muse"))
                .withMessage("2 artists are named 'Muse', say which by id: 'a1' (Muse), 'a2' (muse)");
    }

    @Test
    void whatIsNearComesFirst() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LOOKUP.find("radiohaed"))
                .withMessage("no artist 'radiohaed' here; did you mean 'a3' (Radiohead)?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LOOKUP.find("mus"))
                .withMessage("no artist 'mus' here; did you mean 'a1' (Muse), 'a2' (muse), 'a5' (The Muse Band)?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LOOKUP.find("zzzzzzzzzzzz"))
                .withMessage("no artist 'zzzzzzzzzzzz' here");
        assertThatIllegalArgumentException().isThrownBy(() -> LOOKUP.find(""));
    }
}
