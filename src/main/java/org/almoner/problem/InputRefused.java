package org.almoner.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/**
 * A value in a body that a reader of JSON does not take. It gathers its place on the way up, and
 * becomes a {@link Violation}.
 */
public final class InputRefused extends JsonMappingException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String rule;

    /**
     * Refuses the value the parser stands at.
     *
     * @param code stable snake_case name of the broken rule
     * @param rule the rule in one English sentence, without the value
     */
    public InputRefused(JsonParser parser, String code, String rule) {
        super(parser, rule);
        this.code = code;
        this.rule = rule;
    }

    String code() {
        return code;
    }

    String rule() {
        return rule;
    }
}
