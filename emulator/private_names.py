"""The private names of ministack and moto we lean on, checked when we start.

Both are pinned, but a pin is raised one day: then this says which name is gone instead
of an emulator that quietly judges less.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

_CLOUDFORMATION = "ministack.services.cloudformation"

NAMES: Mapping[str, tuple[str, ...]] = {
    "ministack.app": (
        "app",
        "_docker_socket_present",
        "_reaper_docker_client",
        "_stop_docker_containers",
        "_run_init_scripts",
        "_run_ready_scripts",
    ),
    "ministack.core.lambda_runtime": (
        "execution_credentials",
        "acquire_worker",
        "ensure_spawned",
        "release_worker",
        "reset",
        "_account_region_from_function_config",
    ),
    "ministack.core.responses": (
        "get_account_id",
        "get_region",
        "request_scope",
        "set_request_account_id",
        "set_request_region",
    ),
    "ministack.services.sts": ("_sessions", "register_session"),
    "ministack.services.iam": (
        "_roles",
        "_users",
        "_groups",
        "_lookup_policy",
        "_policies",
        "_IAM_HANDLERS",
        "_aws_managed_policies",
        "_make_aws_managed_record",
        "attach_managed_policy",
        "_create_role",
        "_role_xml",
        "_gen_id",
        "_now",
        "_error",
        "_xml",
        "_p",
    ),
    "ministack.services.lambda_svc": (
        "_functions",
        "_execute_function_with_config_scope",
        "_get_func_record_for_ref",
        "_execution_record_for_config",
        "invoke_async_with_retry",
        "_fetch_code_from_s3",
    ),
    "ministack.services.budgets": ("_notification_store",),
    "ministack.services.cloudtrail": ("_DISPATCH", "_trails"),
    "ministack.services.cloudwatch_logs": ("_log_groups",),
    "ministack.services.cur": ("_report_definitions",),
    "ministack.services.s3": ("_bucket_policies", "_buckets"),
    f"{_CLOUDFORMATION}": ("_stacks", "_stack_events", "_change_sets", "_ACTION_HANDLERS"),
    f"{_CLOUDFORMATION}.custom_resource": (
        "_HOST",
        "_pending",
        "invoke_custom_resource",
        "register_token",
        "_response_url",
        "_normalise_resource_properties",
    ),
    f"{_CLOUDFORMATION}.stacks": (
        "_runs_on_worker_thread",
        "_provision_resource",
        "_update_resource",
        "_delete_resource",
        "_deploy_stack_async",
        "_roll_back_operation",
        "_add_event",
    ),
    f"{_CLOUDFORMATION}.handlers": ("_deploy_stack_async", "_resolve_stack"),
    f"{_CLOUDFORMATION}.changesets": (
        "_deploy_stack_async",
        "_find_change_set",
        "_resolve_props_for_diff",
    ),
    f"{_CLOUDFORMATION}.helpers": ("_error", "_p"),
    f"{_CLOUDFORMATION}.provisioners": (
        "_RESOURCE_HANDLERS",
        "_s3_create",
        "_s3_update",
        "_s3_delete",
        "_sns_create",
        "_sns_update",
        "_sns_delete",
        "_REPLACING_PROPERTIES",
        "_CONDITIONALLY_REPLACING_PROPERTIES",
        "_STACK_TAG_PROPERTY",
        "_CUSTOM_NAME_REPLACEMENT",
        "_replacing_change",
        "_provision_resource",
        "_zip_inline",
    ),
    "moto.organizations.models": (
        "organizations_backends",
        "FakeAccount",
        "FakePolicy",
        "FakeServiceAccess",
        "FakeRoot",
        "FakeOrganizationalUnit",
    ),
    "moto.moto_server.werkzeug_app": ("DomainDispatcherApplication", "create_backend_app"),
    "moto.iam.aws_managed_policies": ("aws_managed_policies_data",),
}


class PrivateNameError(RuntimeError):
    """ministack or moto is not the version this emulator was written for."""


def check(names: Mapping[str, tuple[str, ...]] = NAMES) -> None:
    """Import every module and look for every name.

    Raises:
        PrivateNameError: naming all that are missing.
    """
    missing = []
    for module_name, wanted in names.items():
        try:
            module = importlib.import_module(module_name)
        except ImportError as problem:
            missing.append(f"{module_name} ({problem})")
            continue
        missing.extend(f"{module_name}.{name}" for name in wanted if not hasattr(module, name))
    if missing:
        listed = ", ".join(missing)
        raise PrivateNameError(
            f"ministack/moto: names the emulator needs are gone (got none of: {listed}); "
            "install the pinned versions or adapt emulator/"
        )
