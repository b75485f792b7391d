def test_without_a_guardrail_the_stack_still_deploys() -> None:
    """With none configured the stack holds a note instead, so that the last policy is deleted."""
    config = assembly("default").config
    bare = config.model_copy(update={"guardrails": (), "units": ()})
    (note,) = synthesized(bare, nag=False).resources("Guardrails").values()
    assert note["Type"] == "AWS::SSM::Parameter"
    assert note["Properties"]["Name"] == "/baseline/guardrails/none"
